story "The exchange" of "glass-heron.world";

scene "The workshop" at Workshop seen by Nora;
	// Nora is wrong about Hale, and Vera thinks as she does.
	expect values(Hale, Nora) & believes(Nora, !values(Hale, Nora));
	promise(Vera, Nora, Word, Workshop);
	hand_over(Nora, Vera, Key, Workshop);
	expect why(Vera, at(Key) == Vera);
	walk(Vera, Workshop, Gallery);

scene "A fireman" at Gallery seen by Otto;
	put_on(Milo, Jacket, Street);
	expect not trusts(Otto, Milo);
	walk(Milo, Street, Gallery);
	expect trusts(Otto, Milo);
	cry_fire(Milo, Gallery);
	expect believes(Otto, burning(Cellar)) & believes(Vera, !burning(Cellar));
	expect believes(Milo, believes(Otto, burning(Cellar)));
	walk(Otto, Gallery, Cellar);
	expect believes(Otto, !burning(Cellar));

scene "The case" at Gallery seen by Vera;
	steal(Vera, Key, Gallery);
	expect due(Vera, Word);
	replace(Vera, Gallery);
	expect why(Vera, !due(Vera, Word));
	walk(Vera, Gallery, Street);

scene "Closing time" at Gallery seen by Otto;
	walk(Otto, Cellar, Gallery);
	expect believes(Otto, at(Heron)) == Gallery & at(Heron) == Vera;
	expect believes(Otto, taker()) == ?;
