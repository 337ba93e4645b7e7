story "The key" of "key.world";

// Pelle knows better, and tells her.
scene "In the hall" at Hall seen by Pelle;
	expect believes(Mara, where(Key)) == Garden & where(Key) == Study;
	tell(Pelle, Mara, Key, Study, Hall);
	expect why(Pelle, has(Key) == Mara);
	expect not believes(Mara, where(Key)) == Garden;

scene "In the study" at Study seen by Mara;
	walk(Mara, Hall, Study);
	take(Mara, Key, Study);
	expect has(Key) == Mara;
