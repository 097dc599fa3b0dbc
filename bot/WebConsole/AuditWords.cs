namespace Zaitaku.Bot.WebConsole;

/// <summary>How the audit page names what was done. What it does not know stands as it was written.</summary>
public static class AuditWords
{
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        ["sign_in"] = "サインイン",
        ["sign_in.failed"] = "サインインの失敗",
        ["sign_out"] = "サインアウト",
        ["session.end"] = "ブラウザーのサインアウト",
        ["session.end_others"] = "ほかのブラウザーのサインアウト",
        ["session.end_all"] = "すべてのブラウザーのサインアウト",
        ["account.set_up"] = "アカウントの用意",
        ["account.add"] = "アカウントの作成",
        ["account.change"] = "アカウントの変更",
        ["account.role"] = "役割の変更",
        ["account.link"] = "用意のリンクの作成",
        ["account.password"] = "パスワードの変更",
        ["account.codes"] = "認証アプリの変更",
        ["account.chat"] = "チャットとのつなぎ",
        ["account.close"] = "アカウントを閉じた",
        ["account.open"] = "アカウントを開けた",
        ["consultation.read"] = "相談を見た",
        ["consultation.take_down"] = "相談を受けた",
        ["consultation.claim"] = "引き受け",
        ["consultation.assign"] = "自動の割り当て",
        ["consultation.return"] = "待ちに戻した",
        ["consultation.transfer"] = "引き継ぎ",
        ["consultation.ask_back"] = "尋ねた",
        ["consultation.answer"] = "答えた",
        ["consultation.note"] = "内部のメモ",
        ["consultation.link_place"] = "事業所の結びつけ",
        ["consultation.hand_over"] = "ほかの窓口へ",
        ["consultation.plan"] = "予定",
        ["consultation.merge"] = "まとめ",
        ["consultation.close"] = "終了",
        ["consultation.reopen"] = "再開",
        ["consultation.correct"] = "訂正",
        ["consultation.withdraw"] = "本人の取り消し",
        ["consultation.rewrite"] = "本人の書き直し",
        ["consultation.erase"] = "相談の消去",
        ["consultation.file"] = "添付を見た",
        ["consultation.export"] = "相談の書き出し",
        ["note.read"] = "届いたことばを見た",
        ["note.seen"] = "届いたことばを確かめた",
        ["traffic.read"] = "送受信を見た",
        ["inbox.retry"] = "止まった受信のやり直し",
        ["message.seen"] = "届いたか分からない送信の確認",
        ["call.done"] = "電話で伝えた",
        ["member.read"] = "メンバーを見た",
        ["member.role"] = "チャットの役割の変更",
        ["member.consent"] = "本人の同意",
        ["member.profession"] = "本人が職種を答えた",
        ["member.workplace"] = "本人が所属を答えた",
        ["member.export"] = "メンバーの書き出し",
        ["member.erase"] = "メンバーの消去",
        ["member.link"] = "アカウントのつなぎ",
        ["invitation.read"] = "招待を見た",
        ["invitation.make"] = "招待の作成",
        ["invitation.revoke"] = "招待の取り消し",
        ["audit.read"] = "監査を見た",
        ["place.change"] = "事業所の確認",
        ["place.take_back"] = "事業所の確認の取り下げ",
        ["place.close"] = "事業所の閉鎖",
        ["place.reopen"] = "事業所の案内の再開",
        ["place.add"] = "事業所を加えた",
        ["import.start"] = "取り込みを始めた",
        ["import.done"] = "取り込みが終わった",
        ["import.refused"] = "取り込めないファイル",
        ["import.interrupted"] = "取り込みの中断",
        ["house.backup"] = "控えの作成",
        ["house.restore"] = "控えを戻した",
    };

    /// <summary>What a filter offers: the first part of the word, and how it is called.</summary>
    public static IReadOnlyList<(string Start, string Label)> Groups { get; } =
    [
        ("consultation.", "相談"), ("sign_in", "サインイン"), ("sign_out", "サインアウト"), ("session.", "ブラウザー"), ("account.", "アカウント"), ("member.", "メンバー"), ("invitation.", "招待"),
        ("note.", "届いたことば"), ("traffic.", "送受信"), ("inbox.", "受信"), ("message.", "送信"), ("call.", "電話"), ("place.", "事業所"), ("import.", "取り込み"), ("house.", "控え"), ("audit.", "監査"),
    ];

    public static string Of(string action) => Actions.GetValueOrDefault(action, action);
}
