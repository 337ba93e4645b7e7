story "The Count's triumph" of "broken-seal.world";

scene "Ink" at Court seen by Sidonie;
	write(Leonor, Billet, QueenLoves, Court);
	expect believes(Sidonie, says(Billet)) == ?;
	pry(Sidonie, Leonor, Billet, Court);
	expect believes(Sidonie, believes(Leonor, !has_read(Sidonie, Billet)));
	walk(Sidonie, Court, Cabinet);

scene "Gold" at Cabinet seen by Varga;
	tell(Sidonie, Varga, QueenLoves, Cabinet);
	expect why(Sidonie, believes(Varga, loves(Leonor, Arden)));
	forge(Varga, Ambrose, Dispatch, Arden, DukePlots, Cabinet);
	walk(Varga, Cabinet, Court);

scene "Blood" at Court seen by Leonor;
	deliver(Varga, Leonor, Dispatch, Court);
	// She takes it for the Duke's, and the Count knows that she does.
	expect believes(Leonor, forged_for(Dispatch)) == ?;
	expect believes(Varga, believes(Leonor, plots(Arden)));
	banish(Leonor, Arden, DukePlots);
	// The Duke has to think that she believes it, and does not even know that she loved him.
	expect believes(Arden, believes(Leonor, plots(Arden)));
	expect not believes(Arden, loves(Leonor, Arden));
