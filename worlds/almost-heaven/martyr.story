story "The martyr" of "martyr.world";

scene "The living room" at LivingRoom seen by Xander;
	propose(Buffy, Distraction, LivingRoom);
	object(Xander, Buffy, Distraction, TrickSeen, LivingRoom);
	withdraw(Buffy, Distraction, LivingRoom);
	propose(Xander, Sacrifice, LivingRoom);
	refuse(Buffy, Xander, Sacrifice, LivingRoom);
	expect believes(William, against(Buffy, Sacrifice));
	tell(Xander, Buffy, DeathWish, LivingRoom);

scene "The living room, again" at LivingRoom seen by Buffy;
	walk(William, LivingRoom, Backyard);
	// In the quarrel nobody sees him go. He is missed, by her alone, and does not know that.
	expect believes(Buffy, at(William)) == ?;
	expect believes(Willow, at(William)) == LivingRoom;
	expect believes(William, believes(Buffy, at(William)) == LivingRoom);
	tell(Buffy, Xander, WillToLive, LivingRoom);
	expect believes(Xander, !weary(Buffy));
	// He still hears them, out in the yard.
	expect believes(William, believes(Xander, !weary(Buffy)));

scene "The yard" at BehindHouse seen by William;
	walk(William, Backyard, BehindHouse);
	confide(Giles, William, RitualWorks, BehindHouse);
	// It was said under his breath: nobody else knows of it, or of him.
	expect believes(Buffy, !works()) & believes(Xander, at(Giles)) == ?;
	give(Giles, William, Stake, BehindHouse);
	expect believes(William, set_on_it(William));
	hide(William, Stake, Coat, BehindHouse);
	commission(William, Giles, Errand, BehindHouse);
	confide(Giles, William, BoundByBlood, BehindHouse);
	commission(Giles, William, OwnErrand, BehindHouse);
	look_for(Buffy, William, LivingRoom, Backyard);
	expect believes(William, believes(Buffy, at(William)) == ?);
	promise(William, Giles, Silence, BehindHouse);
	walk(William, BehindHouse, Backyard);

scene "The doorway" at Backyard seen by Buffy;
	ask(Buffy, William, WhatBehind, Backyard);
	lie(William, Buffy, CatThere, Backyard);
	expect believes(Buffy, prowls(BehindHouse)) & believes(Buffy, at(Giles)) == ?;
	lie(William, Buffy, NeedsSmoke, Backyard);
	expect doubts(Buffy, William, NeedsSmoke);
	try smoke(William, First, Backyard);
	try smoke(William, Second, Backyard);
	try smoke(William, Third, Backyard);
	// She sees through it and trusts him.
	expect believes(Buffy, !believes(William, craves(William)));
	expect trusts(Buffy, William);
	// "You know that I do not want it, and I know that you will not."
	expect believes(Buffy, believes(William, against(Buffy, Alone)));
	expect believes(Buffy, believes(William, !set_on_it(William)));
	expect believes(William, set_on_it(William)) & believes(Buffy, at(Stake)) == ?;
	walk(Buffy, Backyard, LivingRoom);
	expect !deserted(Buffy);

scene "The yard, alone" at Backyard seen by William;
	expect believes(William, believes(Buffy, at(William)) == Backyard);
	walk(William, Backyard, Street);
	expect at(William) == Street & believes(Buffy, at(William)) == Backyard;
	expect !hour_over() & before(60);
