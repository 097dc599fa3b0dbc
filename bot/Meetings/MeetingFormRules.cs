using System.Globalization;
using System.Text;
using Zaitaku.Bot.Rota;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.Meetings;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Meetings;

/// <summary>What the fields of a meeting may hold. No clock, no database.</summary>
public static class MeetingFormRules
{
    /// <summary>Letters of a number that are looked at.</summary>
    private const int NumberLengthMax = 12;

    private const string RolesName = "役割", RepeatName = "繰り返し";

    private static readonly (string Name, int Max, Func<MeetingForm, string?> Of)[] Lines =
    [
        ("名前", Meeting.TitleLengthMax, form => form.Title), ("主催", Meeting.NameLengthMax, form => form.Organiser), ("進め方", Meeting.NameLengthMax, form => form.Style), ("会場", Meeting.PlaceLengthMax, form => form.Place),
        ("住所", Meeting.WordsLengthMax, form => form.Address), ("オンラインのリンク", Meeting.UrlLengthMax, form => form.OnlineUrl), ("対象の説明", Meeting.WordsLengthMax, form => form.AudienceWords),
        ("地域", Meeting.WordsLengthMax, form => form.Areas), ("参加費", Meeting.NameLengthMax, form => form.Fee), (RepeatName, SeriesText.LengthMax, form => form.Repeat),
        ("職種", Meeting.WordsLengthMax, form => string.Join(' ', form.Professions ?? [])), (RolesName, Meeting.WordsLengthMax, form => string.Join(' ', form.Roles ?? [])),
    ];

    /// <summary>Fields of which a colleague's value is shown where two wrote at once: all that an edit writes.</summary>
    private static readonly (string Name, Func<MeetingForm, string?> Of)[] Compared =
    [
        .. Lines.Where(line => line.Name is not (RepeatName or RolesName)).Select(line => (line.Name, line.Of)), (RolesName, form => string.Join('、', (form.Roles ?? []).Select(id => Roles.TryParse(id, out Role role) ? role.Name() : id))), ("日付", form => form.Day), ("始まり", form => form.Start), ("終わり", form => form.End), ("定員", form => form.Capacity),
        ("内容", form => FormText.Lines(form.Description)), ("次第", form => FormText.Lines(form.Agenda)), ("返事の締切", form => string.IsNullOrWhiteSpace(form.AnswersDay) ? "" : $"{form.AnswersDay} {form.AnswersTime}"),
        ("住民の参加", form => MeetingForm.Says(form.IsForResidents) ? "できる（公開のページに載る）" : "なし"), ("管理者の参加", form => MeetingForm.Says(form.HasAdministrators) ? "あり" : "なし"),
        ("案内", form => MeetingTerms.Invitings.TryParse(form.Inviting, out MeetingInviting inviting) ? MeetingTerms.Invitings.Name(inviting) : ""), ("案内を送る（何日前）", form => form.InviteDays), ("返事のない方にもう一度（何日前）", form => form.NudgeDays),
        ("前日のお知らせ", form => form.DayBefore), ("直前のお知らせ（何分前）", form => form.SoonMinutes), ("空いた席の返事を待つ時間", form => form.OfferHours),
        ("種類", form => MeetingTerms.Kinds.TryParse(form.Kind, out MeetingKind kind) ? MeetingTerms.Kinds.Name(kind) : ""), ("開き方", form => MeetingTerms.Ways.TryParse(form.Way, out MeetingWay way) ? MeetingTerms.Ways.Name(way) : ""),
    ];

    public static string TooLong(MeetingForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Array.Find(Lines, line => FormText.Line(line.Of(form)).Length > line.Max) is { Name: { } name } line ? $"{name}は{line.Max}文字までにしてください。"
            : FormText.Lines(form.Description).Length > Meeting.DescriptionLengthMax ? $"内容は{Meeting.DescriptionLengthMax}文字までにしてください。"
            : FormText.Lines(form.Agenda).Length > Meeting.AgendaLengthMax ? $"次第は{Meeting.AgendaLengthMax}文字までにしてください。" : "";
    }

    /// <summary>What stands now of the fields in which a form differs from what a colleague kept.</summary>
    public static IReadOnlyList<(string Name, string Now)> Theirs(MeetingForm typed, MeetingForm kept)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(kept);
        return [.. Compared.Where(field => FormText.Lines(field.Of(typed)) != FormText.Lines(field.Of(kept))).Select(field => (field.Name, FormText.Lines(field.Of(kept)) is { Length: > 0 } now ? now : "（空）"))];
    }

    public static bool IsNumber(string? typed, bool isNeeded = true) => string.IsNullOrWhiteSpace(typed) ? !isNeeded : Number(typed) is not null;

    /// <summary>Digits of every width; 人, 名 and 分 behind them may stand.</summary>
    public static int? Number(string? typed)
    {
        string plain = Folded(typed).TrimEnd('人', '名', '分', '日', '前');
        return plain.Length <= NumberLengthMax && int.TryParse(plain, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    /// <summary>Minutes from midnight, of HH:mm.</summary>
    public static int? Minute(string? typed) => TokyoInput.TryRead("2000-01-01", Folded(typed), out DateTimeOffset at) ? OfficeTime.MinuteOf(at) : null;

    private static string Folded(string? typed) => (typed ?? "") is { Length: <= NumberLengthMax } text ? string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC).Trim() : "";
}
