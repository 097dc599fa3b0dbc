using Zaitaku.Bot.Channels;
using Zaitaku.Bot.DirectorySearch;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>One rota as a card: who is on, until when, how to call, who comes next.</summary>
internal static class DutyCard
{
    /// <summary>Duties on one card; the page of the rota has them all.</summary>
    private const int DutiesMax = 14;

    /// <summary>Buttons to call, beside what the card must hold anyway.</summary>
    private const int CallsMax = 3;

    /// <summary>Letters of a note in one row; a longer one goes on in the next, so that nothing is left out and a phone shows it in few lines.</summary>
    private const int NoteRowMax = 100;

    /// <summary>Duties of one card whose notes are told.</summary>
    private const int NotesMax = 3;

    /// <summary>Who comes next, where nobody is on.</summary>
    private const int NextMax = 3;

    public static Card Of(RotaView view, AskedRotas.Found found, DutyWindow window, RotaAsker asker)
    {
        SeatLine[] seats = [.. view.Timelines(window.From - RotaRules.ShiftLengthMax, window.Until + RotaRules.NextWithin)
            .Where(one => found.Group.Length == 0 || one.Seat.Group == found.Group).Select(one => new SeatLine(one.Seat, one.Spans))];
        List<CardRow> rows = window.IsInstant ? AtInstant(seats, window, asker) : InStretch(seats, window, asker);
        DutySpan[] held = [.. seats.SelectMany(one => one.Spans).Where(span => span.Shift is not null && window.Holds(span))];
        CardButton[] calls = [.. Calls(held, window, asker)];
        if (held.Length > 0 && calls.Length == 0)
        {
            rows.Add(asker.Hub.Row); // On duty, and no number is known: somebody must be able to help.
        }

        return new Card
        {
            Kicker = RotaReplies.TimeOf(window, asker),
            Title = view.Rota.Name,
            Rows = [.. rows, .. found.IsForWholeHub ? [new CardRow("", "拠点の全域の当番表です。")] : Array.Empty<CardRow>(), .. asker.IsProfessional ? [] : new[] { new CardRow("", RotaReplies.Danger) }],
            Buttons = calls.Length > 0 ? calls : asker.Hub.Buttons,
            Footer = $"{DutyWords.Day(asker.Today, asker.Holidays)} {OfficeTime.InTokyo(asker.Now):H:mm} 現在の当番表",
        };
    }

    private sealed record SeatLine(DutySeat Seat, IReadOnlyList<DutySpan> Spans);

    /// <summary>Everybody who is on at the instant, until when, and who follows them on their seat; a kind of seat nobody fills just then is left out while another is filled.</summary>
    private static List<CardRow> AtInstant(SeatLine[] seats, DutyWindow window, RotaAsker asker)
    {
        List<CardRow> rows = [];
        foreach (SeatLine seat in seats)
        {
            (DutySpan? now, DutySpan? next) = RotaRules.Around(seat.Spans, window.From);
            if (now is { Shift: { } shift })
            {
                bool goesOn = now.EndsAt >= window.Until + RotaRules.NextWithin;
                string end = goesOn ? "この先も続きます" : $"{DutyWords.Until(now.EndsAt, asker.Today)} まで";
                string follows = next is null ? "" : next.StartsAt == now.EndsAt ? $"次は {asker.NameOf(next.Shift!)}" : $"次は {DutyWords.From(next.StartsAt, asker.Today)} から {asker.NameOf(next.Shift!)}";
                rows.Add(new CardRow("", $"{KindOf(seat.Seat)}{Who(shift, asker)}\n{end}", RowTone.Good));
                rows.AddRange([.. NoteOf(shift, asker), .. follows.Length > 0 ? [new CardRow("", follows, RowTone.Faint)] : Array.Empty<CardRow>()]);
            }
        }

        return rows.Count > 0 ? rows : [RotaReplies.Unknown(asker), .. Next(seats, span => span.StartsAt > window.From, asker)];
    }

    /// <summary>Every duty of the time asked about, by day.</summary>
    private static List<CardRow> InStretch(SeatLine[] seats, DutyWindow window, RotaAsker asker)
    {
        (DutySeat Seat, DutySpan Span)[] held = [.. seats.SelectMany(one => one.Spans.Where(span => span.Shift is not null && window.Holds(span)).Select(span => (one.Seat, span)))
            .OrderBy(one => one.span.StartsAt).ThenBy(one => one.Seat.Position)];
        List<CardRow> rows = [.. held.Take(DutiesMax).SelectMany(one => (IEnumerable<CardRow>)[new CardRow("", Line(one.Seat, one.Span, window, asker), window.IsOnNow(one.Span) ? RowTone.Good : RowTone.Plain), .. held.Length > NotesMax ? [] : NoteOf(one.Span.Shift!, asker)])];
        if (held.Length > DutiesMax || window.IsCut)
        {
            rows.Add(new CardRow("", held.Length > DutiesMax ? $"ほかに{held.Length - DutiesMax}件あります。日にちを決めて、もう一度書いてください。" : $"はじめの{window.DayCount}日間です。続きは、日にちを決めて書いてください。", RowTone.Faint));
        }

        if (held.Length == 0)
        {
            rows.Add(RotaReplies.Unknown(asker));
        }
        else if (window.Days.Where(day => !Array.Exists(held, one => window.IsOf(one.Span, day))).ToList() is { Count: > 0 } unknown)
        {
            rows.Add(new CardRow("", $"{string.Join("、", unknown.Select(day => DutyWords.Day(day, asker.Holidays)))}は表に登録がありません。当番がいないとは限りません。", RowTone.Unsure));
        }

        DateTimeOffset last = held.Length == 0 ? window.From : held.Max(one => one.Span.StartsAt);
        rows.AddRange(Next(seats, span => span.StartsAt >= last && !window.Holds(span), asker));
        return rows;
    }

    /// <summary>Those who begin next, all of one instant.</summary>
    private static IEnumerable<CardRow> Next(SeatLine[] seats, Func<DutySpan, bool> isLater, RotaAsker asker)
    {
        (DutySeat Seat, DutySpan Span)[] next = [.. seats.SelectMany(one => one.Spans.Where(span => span.Shift is not null && isLater(span)).Take(1).Select(span => (one.Seat, span))).OrderBy(one => one.span.StartsAt)];
        return next.TakeWhile(one => one.Span.StartsAt == next[0].Span.StartsAt).Take(NextMax)
            .Select(one => new CardRow("次", $"{DutyWords.From(one.Span.StartsAt, asker.Today)} から {KindOf(one.Seat)}{asker.NameOf(one.Span.Shift!)}", RowTone.Faint));
    }

    private static string Line(DutySeat seat, DutySpan span, DutyWindow window, RotaAsker asker)
    {
        DateOnly day = OfficeTime.DayOf(span.StartsAt);
        string said = window.DayCount > 1 || day != window.Day ? $"{DutyWords.Day(day, asker.Holidays)} " : "";
        return $"{said}{DutyWords.Hours(span.StartsAt, span.EndsAt)}{(window.IsOnNow(span) ? "（いま）" : "")}\n{KindOf(seat)}{Who(span.Shift!, asker)}";
    }

    private static string Who(DutyShift shift, RotaAsker asker)
    {
        string phone = asker.PhoneOf(shift).Replace('／', '\n'); // A number cut in two by a narrow screen is dialled wrong.
        return $"{asker.NameOf(shift)}\n{(phone.Length > 0 ? phone : "電話番号は登録がありません")}";
    }

    private static IEnumerable<CardRow> NoteOf(DutyShift shift, RotaAsker asker) =>
        asker.IsProfessional ? NoteParts(shift.Note).Select(part => new CardRow("", part, RowTone.Faint)) : [];

    /// <summary>At the end of a sentence where there is one, and never inside a letter of two units.</summary>
    private static IEnumerable<string> NoteParts(string note)
    {
        while (note.Length > NoteRowMax)
        {
            int sentence = note.LastIndexOf('。', NoteRowMax - 1), end = sentence > 0 ? sentence + 1 : char.IsHighSurrogate(note[NoteRowMax - 1]) ? NoteRowMax - 1 : NoteRowMax;
            yield return note[..end];
            note = note[end..];
        }

        if (note.Length > 0)
        {
            yield return note;
        }
    }

    /// <summary>In front of the name and not beside it: a phone's column for labels is narrow.</summary>
    private static string KindOf(DutySeat seat) => DutyWords.KindOf(seat.Group) is { Length: > 0 } kind ? $"【{kind}】" : "";

    /// <summary>Numbers to call: whoever is on now first, nobody whose duty is over; of a duty with a day's and a night's number the one for the hour.</summary>
    private static IEnumerable<CardButton> Calls(DutySpan[] held, DutyWindow window, RotaAsker asker) =>
        held.Where(span => span.EndsAt > window.Now || Array.TrueForAll(held, one => one.EndsAt <= window.Now)).OrderBy(span => !window.IsOnNow(span)).ThenBy(span => window.IsOnNow(span) ? DateTimeOffset.MinValue : span.StartsAt) // Those on now as they stand above.
            .SelectMany(span => DutyWords.Numbers(asker.PhoneOf(span.Shift!)).OrderBy(number => number.When.Length > 0 && !number.When.Contains(window.IsNight(span) ? '夜' : '昼'))
                .Select(number => (Name: asker.NameOf(span.Shift!), number.When, number.Number)))
            .DistinctBy(one => one.Number).Take(CallsMax)
            .Select((one, at) => new CardButton(ButtonLabel(one.Name, one.When), new ReplyAction.Call(one.Number), IsPrimary: at == 0));

    private static string ButtonLabel(string name, string when)
    {
        string whole = $"{name}に電話{(when.Length > 0 ? $"（{when}）" : "")}";
        return whole.Length <= AskBackReplies.LabelMax ? whole : when.Length > 0 ? $"当番に電話（{when}）" : "当番に電話";
    }
}
