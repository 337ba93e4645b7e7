story "Last Bell" of "last-bell.world";

// The lie that a lie is built on: she knows that he was not with her, and believes the rest.
scene "An understanding" at Saloon seen by Edmund;
    assure(Edmund, Clara, OnDeck, Saloon);
    expect believes(Clara, place_then(Edmund)) == Deck;

// One answers falsely for love, the other honestly, and is mistaken.
scene "Questions" at Saloon seen by Hale;
    ask(Hale, Clara, AboutEdmund, Saloon);
    lie(Clara, Hale, Alibi, Saloon);
    expect believes(Hale, place_then(Edmund)) == Saloon;
    expect believes(Hale, believes(Clara, place_then(Edmund))) == Saloon;
    expect believes(Clara, place_then(Edmund)) == Deck;
    ask(Hale, Captain, AboutCabin, Saloon);
    tell(Captain, Hale, MinaThere, Saloon);
    expect believes(Hale, intruder()) == Mina;

// Tom has heard it. Where Edmund is he does not dare to speak.
scene "Under the stars" at Deck seen by Tom;
    walk(Clara, Saloon, Deck);
    expect why(Clara, at(Clara) != at(Hale));
    walk(Tom, Saloon, Deck);
    confide(Tom, Clara, EdmundThere, Deck);
    expect why(Tom, believes(Hale, intruder()) == Edmund);
    expect believes(Clara, intruder()) == Edmund & believes(Clara, place_then(Edmund)) == Cabin;
    expect not believes(Edmund, told(Tom, EdmundThere));

scene "The truth" at Saloon seen by Clara;
    walk(Clara, Deck, Saloon);
    confide(Clara, Hale, EdmundThere, Saloon);
    expect believes(Hale, place_then(Edmund)) == Cabin;
    accuse(Hale, Edmund, Saloon);
