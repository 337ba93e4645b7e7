story "The broken seal" of "broken-seal.world";

scene "The billet" at Court seen by Leonor;
	expect believes(Leonor, believes(Arden, !loves(Leonor, Arden)));
	write(Leonor, Billet, QueenLoves, Court);
	expect why(Leonor, recipient(Billet) == Arden);

scene "A lady of the court" at Court seen by Sidonie;
	pry(Sidonie, Leonor, Billet, Court);
	expect believes(Sidonie, loves(Leonor, Arden));
	expect believes(Leonor, believes(Sidonie, !loves(Leonor, Arden)));
	entrust(Leonor, Tomas, Billet, Arden, Court);
	walk(Sidonie, Court, Cabinet);

scene "The dispatch" at Cabinet seen by Varga;
	tell(Sidonie, Varga, QueenLoves, Cabinet);
	expect believes(Leonor, believes(Varga, !loves(Leonor, Arden)));
	forge(Varga, Ambrose, Dispatch, Arden, DukePlots, Cabinet);
	expect why(Varga, believes(Leonor, plots(Arden)));
	expect believes(Varga, !upright(Sidonie));
	walk(Varga, Cabinet, Court);
	deliver(Varga, Leonor, Dispatch, Court);
	expect believes(Leonor, plots(Arden)) & !plots(Arden);
	expect believes(Varga, believes(Leonor, believes(Arden, plots(Arden))));

scene "The sentence" at Court seen by Leonor;
	banish(Leonor, Arden, DukePlots);

scene "A conscience" at Court seen by Sidonie;
	walk(Sidonie, Cabinet, Court);
	tell(Sidonie, Leonor, CountForged, Court);
	expect why(Sidonie, !banished(Arden));
	expect not believes(Leonor, plots(Arden));
	banish(Leonor, Varga, CountForged);
	recall(Leonor, Arden, DukePlots);

scene "The seal is broken" at Border seen by Arden;
	walk(Tomas, Court, Border);
	expect not believes(Arden, loves(Leonor, Arden));
	deliver(Tomas, Arden, Billet, Border);
	expect believes(Arden, believes(Leonor, loves(Leonor, Arden)));
	walk(Arden, Border, Court);
	marry(Leonor, Arden, Court);
