story "The surprise" of "glass-heron.world";

scene "The workshop" at Workshop seen by Vera;
	promise(Vera, Nora, Word, Workshop);
	hand_over(Nora, Vera, Key, Workshop);
	walk(Vera, Workshop, Gallery);

scene "Sherry" at Office seen by Hale;
	// Hale has no idea what Nora thinks of him.
	expect believes(Hale, believes(Nora, values(Hale, Nora)));
	inform(Silas, Hale, Grudge, Office);
	expect believes(Hale, believes(Nora, !values(Hale, Nora)));
	expect why(Silas, believes(Nora, values(Hale, Nora)));
	walk(Hale, Office, Workshop);
	inform(Hale, Nora, Esteem, Workshop);

scene "A change of heart" at Gallery seen by Nora;
	expect believes(Nora, values(Hale, Nora));
	// Vera does not know that she has lost her.
	expect believes(Vera, believes(Nora, !values(Hale, Nora)));
	walk(Nora, Workshop, Gallery);
	inform(Nora, Otto, Plot, Gallery);
	expect believes(Otto, plots(Vera)) & believes(Vera, believes(Otto, !plots(Vera)));
	arrest(Otto, Vera, Gallery);
