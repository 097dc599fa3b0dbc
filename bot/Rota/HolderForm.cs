using Zaitaku.Storage.DirectorySearch;
using Zaitaku.Storage.HandRaising;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>What a coordinator says about somebody who can be on duty.</summary>
public sealed class HolderForm
{
    public string? Name { get; set; }

    public string? Institution { get; set; }

    public string? Phone { get; set; }

    /// <summary>"true": residents may be told the number.</summary>
    public string? IsPhonePublic { get; set; }

    /// <summary>Areas they visit, as people name them.</summary>
    public string? Areas { get; set; }

    /// <summary>Ids of capabilities they can do at home; none where not known.</summary>
    public string[]? Procedures { get; set; }

    /// <summary>The holder's revision when the page was opened.</summary>
    public int Seen { get; set; }

    /// <summary>By which a table names them.</summary>
    public string Key => NameRules.KeyOf(FormText.Line(Name));

    public static HolderForm Of(DutyHolder? holder) => new()
    {
        Name = holder?.Name, Institution = holder?.Institution, Phone = holder?.Phone, IsPhonePublic = holder?.IsPhonePublic == true ? "true" : "", Seen = holder?.Revision ?? 0, Areas = holder?.Areas, Procedures = holder?.Procedures.Split(' '),
    };

    /// <summary>Why it cannot be taken, in words; empty when it can.</summary>
    public string Problem()
    {
        string name = FormText.Line(Name);
        return name.Length is 0 or > DutyHolder.NameLengthMax || Key.Length is 0 or > DutyHolder.NameLengthMax ? $"名前を、{DutyHolder.NameLengthMax}文字までで書いてください。"
            : FormText.Line(Institution).Length > DutyHolder.NameLengthMax ? $"所属は{DutyHolder.NameLengthMax}文字までにしてください。"
            : RotaForm.AreasOf(Areas).Length > DutyRota.AreaLengthMax ? $"訪問地域は、合わせて{DutyRota.AreaLengthMax}文字までにしてください。"
            : !string.IsNullOrWhiteSpace(Phone) && MemberRules.FoldPhone(Phone) is null ? "電話番号が読めません。10〜15桁の数字とハイフンで書いてください（例: 0000-00-0000）。" : "";
    }

    /// <summary>Takes what <see cref="Problem"/> found nothing against.</summary>
    public void ApplyTo(DutyHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        (holder.Name, holder.NameKey, holder.Institution, holder.IsPhonePublic) = (FormText.Line(Name), Key, FormText.Line(Institution), IsPhonePublic == "true");
        (holder.Areas, holder.Procedures) = (RotaForm.AreasOf(Areas), HandTerms.Ids(Procedures));
        holder.Revision++;
        holder.Phone = string.IsNullOrWhiteSpace(Phone) ? "" : MemberRules.FoldPhone(Phone)!;
    }
}
