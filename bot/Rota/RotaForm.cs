using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>What a coordinator says about a rota.</summary>
public sealed class RotaForm
{
    public string? Name { get; set; }

    public string? Purpose { get; set; }

    public string? Area { get; set; }

    public string? ResidentView { get; set; }

    public string? ResidentPhone { get; set; }

    /// <summary>"true": on the page anybody may see.</summary>
    public string? IsPublic { get; set; }

    /// <summary>The rota's revision when the page was opened.</summary>
    public int Seen { get; set; }

    /// <summary>What residents may be told, as a select's value and its words.</summary>
    public static IReadOnlyList<(ResidentView View, string Words)> Views { get; } =
    [
        (Storage.Rota.ResidentView.HubNumber, "拠点の電話番号だけ"),
        (Storage.Rota.ResidentView.FirstCallNumber, "最初にかける番号（下に書く）"),
        (Storage.Rota.ResidentView.Published, "当番の医療機関・時間・電話（広報に載せている表）"),
    ];

    public static RotaForm Of(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        return new RotaForm { Name = rota.Name, Purpose = rota.Purpose.Id(), Area = rota.Area, ResidentView = rota.ResidentView.ToString(), ResidentPhone = rota.ResidentPhone, IsPublic = rota.IsPublic ? "true" : "", Seen = rota.Revision };
    }

    /// <summary>Why it cannot be taken, in words; empty when it can.</summary>
    public string Problem()
    {
        string name = FormText.Line(Name), area = AreasOf(Area);
        return name.Length is 0 or > DutyRota.NameLengthMax ? $"当番表の名前を、{DutyRota.NameLengthMax}文字までで書いてください。"
            : !RotaPurposes.TryParse(Purpose ?? "", out _) ? "何の当番かを選んでください。"
            : area.Length > DutyRota.AreaLengthMax ? $"地域は、合わせて{DutyRota.AreaLengthMax}文字までにしてください。"
            : !Enum.TryParse(ResidentView, out ResidentView view) || !Enum.IsDefined(view) ? "住民の方に何を伝えるかを選んでください。"
            : IsPublic == "true" && view != Storage.Rota.ResidentView.Published ? "だれでも見られるページに載せられるのは、住民の方に当番の医療機関を伝える表だけです。"
            : (view == Storage.Rota.ResidentView.FirstCallNumber || !string.IsNullOrWhiteSpace(ResidentPhone)) && MemberRules.FoldPhone(ResidentPhone ?? "") is null ? "最初にかける番号を、数字とハイフンで書いてください（例: 0000-00-0000）。" : "";
    }

    /// <summary>Takes what <see cref="Problem"/> found nothing against.</summary>
    public void ApplyTo(DutyRota rota)
    {
        ArgumentNullException.ThrowIfNull(rota);
        _ = RotaPurposes.TryParse(Purpose ?? "", out RotaPurpose purpose);
        (rota.Name, rota.Purpose, rota.Area, rota.ResidentView) = (FormText.Line(Name), purpose, AreasOf(Area), Enum.Parse<ResidentView>(ResidentView!));
        rota.IsPublic = IsPublic == "true";
        rota.ResidentPhone = MemberRules.FoldPhone(ResidentPhone ?? "") ?? "";
    }

    internal static string AreasOf(string? typed) => string.Join(' ', (typed ?? "").Split([' ', '\u3000', '、', ',', '，', '・', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
