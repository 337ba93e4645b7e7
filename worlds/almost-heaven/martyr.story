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
	tell(Buffy, Xander, WillToLive, LivingRoom);
	expect believes(Xander, !weary(Buffy));
	walk(William, LivingRoom, Backyard);
	// He is missed, by her alone.
	expect believes(Buffy, at(William)) == ?;
	expect believes(Willow, at(William)) == LivingRoom;

scene "The yard" at BehindHouse seen by William;
	walk(William, Backyard, BehindHouse);
	confide(Giles, William, RitualWorks, BehindHouse);
	give(Giles, William, Stake, BehindHouse);
	expect set_on_it(William);
	hide(William, Stake, Coat, BehindHouse);
	commission(William, Giles, Errand, BehindHouse);
	confide(Giles, William, BoundByBlood, BehindHouse);
	commission(Giles, William, OwnErrand, BehindHouse);
	look_for(Buffy, William, LivingRoom, Backyard);
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
	expect believes(Buffy, !set_on_it(William));
	expect set_on_it(William) & believes(Buffy, at(Stake)) == ?;
	walk(Buffy, Backyard, LivingRoom);

scene "The yard, alone" at Backyard seen by William;
	expect believes(William, believes(Buffy, at(William)) == Backyard);
	walk(William, Backyard, Street);
	expect at(William) == Street & believes(Buffy, at(William)) == Backyard;
	expect !hour_over() & before(60);
