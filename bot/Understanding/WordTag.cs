namespace Zaitaku.Bot.Understanding;

/// <summary>What a word of the lexicon stands for, besides the ids of services, capabilities and conditions.</summary>
public enum Cue
{
    // Weak words of services.tsv and conditions.tsv.
    Doctor, Nurse, Rehab, Bath, Nutrition, Pharmacist, CareManager, Stay, DayCare, Near,

    // Intents, cues.tsv.
    Seek, Question, Vacant, Full, Gives, Oncall, Cover, Deputy, Event, EventAsk, RsvpYes, RsvpNo, Ack, Consult, Human, Status,
    Faq, FaqWeak, Detail, Ordinal, Anaphora, Farther, Closer, More, Visit, Deliver, HomeCare, Commute, Admit, Rest, Rent, Bed, Tub,
    Chore, Helping, Observe, Safety, Register, Help, Greeting, Thanks, Cancel, OffTopic, Pet, SelfRole, Job,

    // Danger, Emergency/Rules.md.
    Now, PastTime, Resolved, Treated, Present, Hypo, Life, Suicide, Plea, Machine,

    // What stands around a word, context.tsv (of danger: Emergency/Rules.md).
    NotAfter, Background, HypoAfter, Exists, Skip, PlaceAfter, PlaceHead,

    // Names of municipalities: with 市, 区, 町, 村, 県; without; in kana.
    PlaceFull, PlaceBare, PlaceKana, PlaceKanaBare,
    Ordinary,

    // Words that tell a question, a request and a duty wherever they stand, cues.tsv.
    Asks, Request, Duty,

    // The form of half a sentence: 「…は？」「…で」.
    Fragment,

    // Somebody is asked to come, to take in, to bring.
    Wish,

    // Words that ask to be heard: 「話を聞いて」.
    Listen,

    // A duty that its holder cannot or would not do: 「今夜の当番に行けません」.
    GiveAway,

    /// <summary>Whoever is on duty is wanted, and cannot be reached: 「当番の先生に代わってください」.</summary>
    Reach,
}

/// <summary>What a hit counts as.</summary>
public enum WordLayer : byte
{
    Service,
    Capability,
    Condition,
    Cue,
    Block,
}

/// <summary>What must stand beside a word for it to count.</summary>
[Flags]
public enum WordEdges : byte
{
    None = 0,

    /// <summary>No letter of the same script on the left.</summary>
    Left = 1,

    /// <summary>No letter of the same script on the right; after kana a particle may stand.</summary>
    Right = 2,

    /// <summary>At the head of a phrase.</summary>
    Head = 4,

    /// <summary>At the end of a phrase.</summary>
    Tail = 8,

    /// <summary>A katakana word: in hiragana it counts only at the head of a phrase.</summary>
    Katakana = 16,
}

/// <summary>One meaning of one spelled-out word. <paramref name="Gap"/> above 0 is the first part of a word of several parts, below 0 a later one. <paramref name="Rule"/> counts the rules of danger from 1; 0 is none.</summary>
public readonly record struct WordEntry(WordLayer Layer, byte Tag, sbyte SecondTag, WordEdges Edges, byte File, short Gap, byte Rule = 0);

/// <summary>A word found in a text.</summary>
public readonly record struct Hit(Span Span, WordEntry Entry)
{
    public bool Is(Cue cue) => Entry.Layer == WordLayer.Cue && Entry.Tag == (byte)cue;
}
