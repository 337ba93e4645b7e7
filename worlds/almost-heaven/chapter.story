// The chapter, beat by beat: one action of almost-heaven.world a line.

// Living room. He slips out under cover of the quarrel, to where it is quiet.
walk(William, LivingRoom, Backyard)
walk(William, Backyard, BehindHouse)

// Behind the house. Giles has a plan, and the means for it.
persuade(Giles, William, Ritual)
give(Giles, William, Stake)
hide(William, Stake, Coat)

// Buffy has missed him and comes out, calling.
look_for(Buffy, William, LivingRoom, Backyard)

// Giles asks for silence. William gives his word and goes to meet her.
promise_silence(William, Giles)
walk(William, BehindHouse, Backyard)

// Backyard. A pretext; she believes him and leaves him alone.
deceive(William, Buffy, Cigarettes)
walk(Buffy, Backyard, LivingRoom)

// He goes.
walk(William, Backyard, Street)
