using System.Globalization;
using System.Text;
using Zaitaku.Bot.Intake.Page;
using Zaitaku.Storage.Duties;

namespace Zaitaku.Bot.Duties.Page;

/// <summary>What a holder sent from the page of their duty, with what is wrong with it in words.</summary>
public sealed record HandoverForm
{
    /// <summary>Letters of a number that are read at all.</summary>
    private const int NumberMax = 20;

    public string Words { get; init; } = "";

    /// <summary>The note's revision when the page was opened; 0 for none.</summary>
    public int Seen { get; init; }

    /// <summary>As typed; empty for not said.</summary>
    public string Calls { get; init; } = "";

    /// <summary>As the page showed it: what nobody touched is not written over what was counted in chat meanwhile.</summary>
    public string CallsSeen { get; init; } = "";

    public bool ChangesCalls => Calls != CallsSeen;

    /// <summary>Null for not said, and for what cannot be read.</summary>
    public int? Count => int.TryParse(Calls, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= HeldDuty.CallsMax ? count : null;

    public static HandoverForm Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return new HandoverForm
        {
            Words = PageForm.TextOf(form, "words"), Calls = Short(form, "calls"), CallsSeen = Short(form, "callsSeen"),
            Seen = int.TryParse(form["seen"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int seen) ? seen : 0,
        };
    }

    public IEnumerable<string> Problems()
    {
        if (Words.Length > HandoverNote.TextLengthMax)
        {
            yield return $"文は{HandoverNote.TextLengthMax:N0}文字までにしてください（いま{Words.Length:N0}文字）。";
        }

        if (Calls.Length > 0 && Count is null)
        {
            yield return $"電話の件数は、0から{HeldDuty.CallsMax}までの数字で書いてください。";
        }
    }

    /// <summary>Digits of every width.</summary>
    private static string Short(IFormCollection form, string field)
    {
        string text = PageForm.TextOf(form, field);
        return (text.Length <= NumberMax ? text : text[..NumberMax]).Normalize(NormalizationForm.FormKC).Trim();
    }
}
