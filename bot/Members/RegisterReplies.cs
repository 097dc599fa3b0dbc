using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Members;

/// <summary>What is said about invitation codes and registration.</summary>
public static class RegisterReplies
{
    public static TextReply AskForCode(HubContact hub) => new(
        $"招待コードを、そのまま送ってください（例: ABCD-2345）。\nコードは拠点のコーディネーターがお渡ししています。お持ちでない方は、お電話ください。\n{hub.Lines}");

    public static TextReply Granted(Role role) => new(
        $"登録しました。これからは「{role.Name()}」の方としてご案内します。\n専門職向けの連絡時間なども出ます。画面を患者さんやご家族に見せるときはご注意ください。")
    {
        QuickReplies = [new QuickReply("使い方", new ReplyAction.Say("使い方")), new QuickReply("通知の時間", new ReplyAction.Say("通知の時間"))],
    };

    /// <summary>Said to that person alone.</summary>
    /// <param name="role">The role they got with it; null where they keep theirs.</param>
    public static TextReply GrantedAs(DutyHolder holder, Role? role)
    {
        ArgumentNullException.ThrowIfNull(holder);
        string name = holder.Institution.Length > 0 ? $"「{holder.Name}」さん" : $"「{holder.Name}」"; // Without one it may be an institution itself.
        string said = $"当番表の{name}として登録しました。これからの当番を、この1対1のチャットでお知らせします。";
        return new TextReply(role is { } granted ? $"{said}\n{Granted(granted).Text}" : said) { QuickReplies = [new QuickReply("私の当番", new ReplyAction.Say("私の当番")), new QuickReply("通知の時間", new ReplyAction.Say("通知の時間"))] };
    }

    public static TextReply HolderTaken(HubContact hub) => new(
        $"このコードの当番の方は、もうほかのアカウントとつながっているか、当番表から外れています。コードは使いませんでした。拠点にお尋ねください。\n{hub.Lines}");

    public static TextReply YoursAlready(Role role) => new($"このコードは、もうお使いになっています。いまは「{role.Name()}」の方として登録されています。");

    public static TextReply WouldLower(Role current) => new(
        $"いまは「{current.Name()}」として登録されています。このコードを使うと今よりできることが減るため、使いませんでした。コードはそのまま、ほかの方に渡せます。");

    public static TextReply Bad(HubContact hub) => new(
        $"このコードは使えませんでした。打ち間違い、期限切れ（{(int)MemberRules.CodeLife.TotalDays}日）、使用済みのどれかです。\nもう一度お確かめのうえ送るか、お電話で新しいコードをお求めください。\n{hub.Lines}");

    public static TextReply Paused(DateTimeOffset until, HubContact hub) => new(
        $"間違いが続いたため、{OfficeTime.InTokyo(until):HH:mm} までコードを受け付けません。お急ぎの方は、お電話ください。\n{hub.Lines}");

    public static TextReply ChangeByPhone(HubContact hub) => new(
        $"所属や職種の変更は、このチャットではまだできません。お電話でお申し出ください。登録をやめてすべて消したいときは「退会したい」と送ってください。\n{hub.Lines}");

    public static readonly TextReply NotHere = new("ここでは登録できません。LINEなど、登録したいアカウントから送ってください。");

    public static readonly TextReply NotInGroups = new("グループでは登録できません。コードはほかの人に見えないよう、1対1のチャットで送ってください。");

    public static TextReply LinkCodeIs(string code) => new(
        $"連携コードは {code} です。\n{(int)LinkRules.CodeLife.TotalMinutes}分以内に、つなぎたいもう一方（LINEまたはTeams）で、このコードだけを送ってください。1回だけ使えます。ほかの人には見せないでください。");

    /// <returns>Null for a code that holds no more: it is answered, and counted, like any wrong one.</returns>
    public static TextReply? OfLink(LinkAnswer answer, Role role) => answer switch
    {
        LinkAnswer.Good => new($"LINEとTeamsをつなぎました。どちらでも「{role.Name()}」の方としてご案内します。"),
        LinkAnswer.LinkedAlready => new("このコードで、もうつながっています。"),
        LinkAnswer.YourOwn => new("このコードは、つなぎたいもう一方（LINEまたはTeams）で送ってください。"),
        LinkAnswer.SameChannel => new("同じアプリのアカウントどうしはつなげません。LINEとTeamsのように、別のアプリから送ってください。"),
        _ => null,
    };
}
