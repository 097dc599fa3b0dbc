namespace Zaitaku.Tests.Pictures;

/// <summary>The drawings of the rich menus, our own: 48 by 48, round lines in the house's green, one touch of its coral.</summary>
internal static class RichMenuIcons
{
    private const string House = """<path d="M7 24 24 9.5 41 24v14.5a2.5 2.5 0 0 1-2.5 2.5h-29A2.5 2.5 0 0 1 7 38.5z"/>""";

    private static readonly Dictionary<string, string> Drawings = new(StringComparer.Ordinal)
    {
        // A house with a stethoscope.
        ["doctor"] = House + """<path d="M17 21.5v4.6a5 5 0 0 0 10 0v-4.6"/><path d="M22 31.2v1.3a4.4 4.4 0 0 0 8.8 0v-2.2"/><circle class="touch" cx="30.8" cy="27.6" r="2.7"/>""",

        // A house with a heart.
        ["nurse"] = House + """<path class="touch" d="M24 36c-4.9-3.2-8-6-8-9.5a4.3 4.3 0 0 1 8-2.3 4.3 4.3 0 0 1 8 2.3c0 3.5-3.1 6.3-8 9.5z"/>""",

        // A tooth that shines.
        ["tooth"] = """<g transform="translate(-2 3) scale(.96)"><path d="M24 11.5c-3-2.3-6.2-3.3-9-2.3-4.6 1.6-6 6.6-4.8 11.7.7 3 1.9 4.6 2.4 7.6.6 4 .8 10.5 4 10.5 3.6 0 2.4-10.5 7.4-10.5s3.8 10.5 7.4 10.5c3.2 0 3.4-6.5 4-10.5.5-3 1.7-4.6 2.4-7.6 1.2-5.1-.2-10.1-4.8-11.7-2.8-1-6 0-9 2.3z"/><path class="line" d="M15.5 15.5c-1.2 1-1.6 2.6-1.3 4.4"/></g><path class="touch" d="M39 4.5c.6 3.3 1.7 4.4 5 5-3.3.6-4.4 1.7-5 5-.6-3.3-1.7-4.4-5-5 3.3-.6 4.4-1.7 5-5z"/>""",

        // A bag from the pharmacy with a capsule.
        ["medicine"] = """<path d="M11 16h26l2 22.5a2.3 2.3 0 0 1-2.3 2.5H11.3A2.3 2.3 0 0 1 9 38.5z"/><path d="M17.5 20v-6.5a6.5 6.5 0 0 1 13 0V20"/><g transform="rotate(-40 24 30.5)"><rect x="15" y="26.7" width="18" height="7.6" rx="3.8"/><path class="touch" d="M24 26.7h5.2a3.8 3.8 0 0 1 0 7.6H24z"/></g>""",

        // A hand under a heart.
        ["hands"] = """<path d="M6 30.5h5.5l5-2.5h6.2c3.6 0 3.6 4.7 0 4.7H18"/><path d="M24.5 32.3 35 28c3.6-1.4 6 2.8 3 4.7L26.5 40H11.5L6 38.3"/><path class="touch" d="M25 23.5c-4.7-3-7.5-5.6-7.5-8.8a4 4 0 0 1 7.5-2.2 4 4 0 0 1 7.5 2.2c0 3.2-2.8 5.8-7.5 8.8z"/>""",

        // A public building with a door.
        ["center"] = """<path d="M6.5 41h35"/><path d="M10 41V20.5L24 11l14 9.5V41"/><path d="M20 41v-8.5a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1V41"/><path d="M15.5 25v3.5M32.5 25v3.5"/><circle class="touch" cx="24" cy="22.3" r="3.2"/>""",

        // A bed.
        ["bed"] = """<path d="M20.5 34.5v-9H37a5 5 0 0 1 5 5v4z"/><path class="line" d="M6 12v28M6 34.5h36M42 40v-6"/><circle cx="13.3" cy="27" r="4"/><path class="touch" d="M29.7 8.5h4.6v3.7H38v4.6h-3.7v3.7h-4.6v-3.7H26v-4.6h3.7z"/>""",

        // A moon over a bed.
        ["moon"] = """<path d="M20.5 36v-9H37a5 5 0 0 1 5 5v4z"/><path class="line" d="M6 16v25.5M6 36h36M42 41.5V35"/><circle cx="13.3" cy="28.5" r="4"/><path class="touch" d="M38.5 17.8A8.3 8.3 0 1 1 29.8 6.5a6.8 6.8 0 0 0 8.7 11.3z"/>""",

        // A calendar with one day taken.
        ["duty"] = """<rect x="7.5" y="11" width="33" height="30" rx="3.5"/><path d="M7.5 19.5h33M16 7v7.5M32 7v7.5"/><path class="touch" d="M28.2 23.5h4.6v3.7h3.7v4.6h-3.7v3.7h-4.6v-3.7h-3.7v-4.6h3.7z"/><path d="M13.5 26h5M13.5 33h5"/>""",

        // Two people talking.
        ["talk"] = """<path class="touch" d="M20 18.5h19a3.3 3.3 0 0 1 3.3 3.3v10.4a3.3 3.3 0 0 1-3.3 3.3h-.7v5.3l-6.3-5.3H20a3.3 3.3 0 0 1-3.3-3.3V21.8a3.3 3.3 0 0 1 3.3-3.3z"/><path d="M8.7 7h20.6a3.2 3.2 0 0 1 3.2 3.2v12.1a3.2 3.2 0 0 1-3.2 3.2H17.5L11 31.5v-6H8.7a3.2 3.2 0 0 1-3.2-3.2V10.2A3.2 3.2 0 0 1 8.7 7z"/><path class="line" d="M12 13.5h14M12 19h9"/>""",

        // An open book.
        ["book"] = """<path d="M24 14c-4.3-3.2-9.8-4.2-17-4v26.5c7.2-.2 12.7.8 17 4 4.3-3.2 9.8-4.2 17-4V10c-7.2-.2-12.7.8-17 4z"/><path d="M24 14v26.5"/><path class="touch" d="M30.5 9.7v12.8l3.4-2.7 3.4 2.5V9.7z"/><path class="line" d="M12 17.8c2.7.2 4.8.7 7 1.7M12 24.3c2.7.2 4.8.7 7 1.7"/>""",

        // A notice board with a tick.
        ["board"] = """<path d="M17.5 10H11a3 3 0 0 0-3 3v25.5a3 3 0 0 0 3 3h26a3 3 0 0 0 3-3V13a3 3 0 0 0-3-3h-6.5"/><rect x="17.5" y="6.5" width="13" height="7.5" rx="2.2"/><path class="line" d="M14.5 33.5h11"/><path class="tick" d="m16 23.5 5 4.5 11-10"/>""",
    };

    public static IEnumerable<string> Names => Drawings.Keys;

    public static string Of(string name) => $"""<svg viewBox="0 0 48 48">{Drawings[name]}</svg>""";
}
