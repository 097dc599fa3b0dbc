using Xunit;
using Xunit.Abstractions;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Understanding.Evaluation;

namespace Zaitaku.Tests.Understanding;

/// <summary>Each line of our sets in twenty other writings keeps what it was taken for.</summary>
public sealed class TwentyRewordingsTests(ITestOutputHelper output)
{
    /// <summary>Per cent of all cases; a slip of the finger may fall on the one word that counts.</summary>
    private const double KeptMin = 97;

    /// <summary>Per cent of the cases of one rewording.</summary>
    private const double KeptMinEach = 92;

    /// <summary>Greetings, thanks and bare answers are what politeness changes: these are left as they are by it.</summary>
    private static readonly HashSet<string> Courtesies = [Intents.Greeting, Intents.Thanks, Intents.Acknowledge, Intents.RsvpYes, Intents.RsvpNo, Intents.Cancel, Intents.OutOfScope, Intents.Help, Intents.Register];

    private static readonly HashSet<string> Polite = ["politely", "a greeting before", "thanks after"];

    [Fact]
    public void TwentyRewordings_KeepTheIntent()
    {
        AnnotatedUtterance[] lines = [.. UtteranceSets.Own().Concat(UtteranceSets.Unseen()).Concat(UtteranceSets.Part6()).Concat(UtteranceSets.Covers()).Concat(UtteranceSets.Pens())];
        string[] meant = [.. lines.Select(line => UtteranceSets.Reader.Read(line.Text, line.Previous).Intent)];
        (int kept, int all, int heard, int danger) = (0, 0, 0, 0);
        foreach ((string name, Func<string, string> of) in TwentyRewordings.All)
        {
            (int keptHere, int allHere) = (0, 0);
            for (int at = 0; at < lines.Length; at++)
            {
                string said = of(lines[at].Text);
                if (said == lines[at].Text || (Polite.Contains(name) && Courtesies.Contains(meant[at])))
                {
                    continue;
                }

                string now = UtteranceSets.Reader.Read(said, lines[at].Previous).Intent;
                allHere++;
                keptHere += now == meant[at] ? 1 : 0;
                danger += meant[at] == Intents.Emergency ? 1 : 0;
                heard += meant[at] == Intents.Emergency && now == Intents.Emergency ? 1 : 0;
            }

            output.WriteLine($"{name,-28} {100.0 * keptHere / Math.Max(1, allHere):0.0} of {allHere}");
            Assert.True(100.0 * keptHere / Math.Max(1, allHere) >= KeptMinEach, $"{name}: {keptHere} of {allHere}");
            (kept, all) = (kept + keptHere, all + allHere);
        }

        output.WriteLine($"all {100.0 * kept / all:0.00} of {all}; danger {heard} of {danger}");
        Assert.Equal(20, TwentyRewordings.All.Count);
        Assert.True(100.0 * kept / all >= KeptMin, $"{kept} of {all}");
        Assert.True(100.0 * heard / danger >= KeptMin, $"danger {heard} of {danger}");
    }
}
