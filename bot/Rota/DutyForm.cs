using System.Globalization;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>A duty as a coordinator writes it: a day, hours, who.</summary>
public sealed class DutyForm
{
    /// <summary>yyyy-MM-dd.</summary>
    public string? Day { get; set; }

    /// <summary>HH:mm.</summary>
    public string? Starts { get; set; }

    public string? EndDay { get; set; }

    public string? Ends { get; set; }

    public string? Group { get; set; }

    public string? Holder { get; set; }

    public string? Phone { get; set; }

    public string? Note { get; set; }

    /// <summary>"true": nobody is on duty then, whatever the plan says.</summary>
    public string? Nobody { get; set; }

    public bool IsNobody => Nobody == "true";

    /// <summary>The rota's revision when the page was opened.</summary>
    public int Seen { get; set; }

    /// <summary>What tables write where nobody is decided on; it is nobody's name.</summary>
    private static readonly string[] NoNames = ["なし", "無し", "未定", "調整中", "休み", "不在"];

    /// <returns>The duty, or null and why not in words.</returns>
    public DraftShift? Read(out string problem)
    {
        string holder = FormText.Line(Holder), group = FormText.Line(Group), phone = FormText.Line(Phone), note = FormText.Line(Note);
        DateTimeOffset endsAt = default;
        problem = !TokyoInput.TryRead(Day, Starts, out DateTimeOffset startsAt) || !TokyoInput.TryRead(EndDay, Ends, out endsAt) ? "始まりと終わりの日付と時刻を書いてください。"
            : endsAt <= startsAt ? "終わりは、始まりより後にしてください。夜の当番は、終わりの日付を翌日にします。"
            : endsAt - startsAt > RotaRules.ShiftLengthMax ? string.Create(CultureInfo.InvariantCulture, $"1回の当番は{RotaRules.ShiftLengthMax.TotalDays:0}日までです。長いものは分けて書いてください。")
            : holder.Length == 0 && !IsNobody ? "だれの当番かを書いてください。いないときは「担当なし」に印をつけてください。"
            : holder.Length > 0 && IsNobody ? "「担当なし」に印があるのに、名前も書かれています。どちらかにしてください。"
            : !IsNobody && (NoNames.Contains(holder) || NameRules.KeyOf(holder).Length == 0) ? "当番に入る人か医療機関の名前を書いてください。いないときは「担当なし」に印をつけてください。"
            : holder.Length > DutyHolder.NameLengthMax ? $"名前は{DutyHolder.NameLengthMax}文字までにしてください。"
            : group.Length > DutySeat.GroupLengthMax ? $"枠の名前は{DutySeat.GroupLengthMax}文字までにしてください。"
            : phone.Length > DutyShift.PhoneLengthMax ? $"電話は{DutyShift.PhoneLengthMax}文字までにしてください。"
            : phone.Length > 0 && DutyWords.Numbers(phone).Count == 0 ? "電話番号が読めません。市外局番から、数字とハイフンで書いてください。"
            : note.Length > DutyShift.NoteLengthMax ? $"メモは{DutyShift.NoteLengthMax}文字までにしてください。" : "";
        return problem.Length > 0 ? null : new DraftShift(group, IsNobody ? "" : holder, startsAt, endsAt, phone, note);
    }
}
