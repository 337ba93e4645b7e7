story "Last Bell: the mistake" of "last-bell.world";

// The same evening, and nobody goes on deck: she has what she asked for, and names the wrong one.
scene "An understanding" at Saloon seen by Edmund;
    assure(Edmund, Clara, OnDeck, Saloon);

scene "Questions" at Saloon seen by Hale;
    ask(Hale, Clara, AboutEdmund, Saloon);
    lie(Clara, Hale, Alibi, Saloon);
    ask(Hale, Captain, AboutCabin, Saloon);
    tell(Captain, Hale, MinaThere, Saloon);
    accuse(Hale, Mina, Saloon);
    expect accused() != intruder();
