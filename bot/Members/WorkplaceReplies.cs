using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Members;

/// <summary>What is asked of a professional once.</summary>
public static class WorkplaceReplies
{
    /// <summary>Of those whose role does not tell; the last stands for all others.</summary>
    public static readonly IReadOnlyList<string> Jobs =
        ["医療ソーシャルワーカー", "理学療法士", "作業療法士", "言語聴覚士", "管理栄養士", "保健師", "社会福祉士", "介護福祉士", "歯科衛生士", "消防・救急", "行政職員", "その他の専門職"];

    private static readonly QuickReply LaterButton = new("あとで", new ReplyAction.Press($"{WorkplaceTurn.Verb}:later", "あとで"));

    public static readonly TextReply Later = new("分かりました。いつでも相談や検索にお使いください。") { QuickReplies = [new QuickReply("使い方", new ReplyAction.Say("使い方"))] };

    /// <returns>Null where people of the role do different work.</returns>
    public static string? JobOf(Role role) => role switch
    {
        Role.CareManager => "介護支援専門員", Role.Doctor => "医師", Role.Nurse => "看護師", Role.Dentist => "歯科医師", Role.Pharmacist => "薬剤師", Role.Facility => "施設職員", _ => null,
    };

    public static TextReply AskJob(string before) => new($"{Lead(before)}職種を教えてください。一度だけうかがいます。")
    {
        QuickReplies = [.. Jobs.Select((job, at) => new QuickReply(job, new ReplyAction.Press($"{WorkplaceTurn.Verb}:{at}", job)) ), LaterButton],
    };

    public static TextReply AskWhere(string before) => new($"{Lead(before)}お勤め先の名前を書いてください（例: みなと居宅介護支援事業所）。一度だけうかがいます。ご相談のときに、どちらからかが分かります。") { QuickReplies = [LaterButton] };

    public static TextReply Kept(string workplace) => new($"「{workplace}」の方として登録しました。変わったときは、お電話でお知らせください。") { QuickReplies = [new QuickReply("使い方", new ReplyAction.Say("使い方"))] };

    private static string Lead(string before) => before.Length == 0 ? "" : $"{before}\n\n";
}
