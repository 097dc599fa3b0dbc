using System.Text;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Bot.Members;

/// <summary>Reads 「通知は8時から20時まで」, 「夜9時以降は通知しないで」. Only texts made of nothing but such words count, so that no question about care is taken for one.</summary>
public static class QuietWords
{
    /// <summary>Longer texts say more than this.</summary>
    private const int TextMax = 60;

    private enum Mark
    {
        Filler, Topic, News, Start, End, Silence, Ring, Always, Settings, Question, Reset, Night, PartOfDay, Only, Days, About,
    }

    private static readonly (Mark Mark, string Words)[] Table =
    [
        (Mark.Topic, "通知 プッシュ"),
        (Mark.News, "お知らせ おしらせ"),
        (Mark.Start, "から 以降 以後 いこう ~ - ー より後 より遅く 過ぎ 過ぎたら 過ぎは を過ぎたら 過ぎて"),
        (Mark.End, "まで 以前 より前 前 より早く"),
        (Mark.Silence, "しないで しない しません しなくて 来ないで 来なくて こないで 送らないで 送らなくて 鳴らさないで 鳴らないように 止めて 止めたい とめて 止める やめて 停止 いらない いりません 要らない 不要 オフ off 切って 切りたい だめ ダメ 控えて 困る 困ります ほしくない 欲しくない なし 無し"),
        (Mark.Ring, "して しても 来て 来ても 送って 送っても 鳴らして 鳴らしても 届けて 届いても 止めないで 止めなくて いい 良い よい OK オーケー 可 かまわない かまいません 構わない 構いません 大丈夫 オン on ほしい 欲しい もらえる もらえます 受け取る 受け取れる 受け取ります"),
        (Mark.Always, "いつでも 何時でも 24時間 一日中 終日 ずっと"),
        (Mark.Settings, "時間 時間帯 設定 変更 変更したい 変えたい 変えて 変える 決めたい 直したい 見たい 見せて 確認 確認したい"),
        (Mark.Question, "いつ 何時 なんじ か ? 教えて 知りたい"),
        (Mark.Reset, "元に戻して 元に戻す もとに戻して 標準 標準に戻して 標準に戻す 標準でいい 標準にして 初期設定 戻して 戻す"),
        (Mark.Night, "夜 夜間 夜中 深夜 晩 真夜中"),
        (Mark.PartOfDay, "朝 早朝 昼 昼間 日中 夕方 午前 午後 午前中"),
        (Mark.Only, "だけ のみ"),
        (Mark.Days, "平日 土日 土曜 日曜 祝日 週末 休日 休みの日 月曜 火曜 水曜 木曜 金曜 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日"),
        (Mark.Filler, "の は を が も に で へ と って し する します しておいて ください 下さい お願い おねがい お願いします おねがいします です ます ね よ な 間 毎日 来る 来ます くる 届く 届きます 届くように ように なる にして その 自分 私 スマホ こと もう これから LINE"),
    ];

    /// <summary>What notices may be about, a topic of <see cref="NoticeTopics"/> by its word.</summary>
    private static readonly Dictionary<string, string> Topics = new(StringComparer.Ordinal)
    {
        ["相談"] = NoticeTopics.Consultation, ["ご相談"] = NoticeTopics.Consultation, ["運営"] = NoticeTopics.Operation, ["運用"] = NoticeTopics.Operation, ["当番"] = NoticeTopics.Duty,
        ["手上げ"] = NoticeTopics.Hands, ["手挙げ"] = NoticeTopics.Hands, ["代診"] = NoticeTopics.Hands,
        ["会議"] = NoticeTopics.Meeting, ["研修"] = NoticeTopics.Meeting, ["研修会"] = NoticeTopics.Meeting,
    };

    private static readonly (string Word, Mark Mark)[] Words =
    [
        .. Table.SelectMany(row => row.Words.Split(' ').Select(word => (Word: word.ToUpperInvariant(), row.Mark)))
            .Concat(Topics.Keys.Select(word => (Word: word, Mark: Mark.About)))
            .OrderByDescending(pair => pair.Word.Length),
    ];

    /// <returns>Null for words about anything else.</returns>
    public static QuietWish? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= TextMax && Said.Of(Fold(text)) is { } said && WishOf(said) is { } wish ? wish with { Topic = said.About } : null;
    }

    private static QuietWish? WishOf(Said said)
    {
        bool isSilence = said.Has(Mark.Silence);
        return said switch
        {
            _ when !said.Has(Mark.Topic) && !said.Has(Mark.Settings) && said.Times.Count == 0 => null, // 「お知らせ」 alone is news.
            _ when said.Has(Mark.About) && !said.Has(Mark.Topic) && said.Times.Count == 0 => null, // 「相談の時間のお知らせ」 is news, too.
            _ when said.Has(Mark.Question) => new QuietWish.Show(),
            _ when said.Has(Mark.Days) => new QuietWish.ByDay(),
            { Times: [{ Time: { } one, Edge: { } edge }] } => OneEnd(one, isStart: edge == Mark.Start, isSilence),
            { Times: [{ Time: { } start }, { Time: { } end }] } => QuietTimes.Span(start, end, isSilence),
            { Times.Count: > 0 } => new QuietWish.Unclear(),
            _ when said.Has(Mark.Always) => isSilence ? new QuietWish.AllDay() : new QuietWish.NeverQuiet(),
            _ when said.Has(Mark.Reset) => new QuietWish.AsTheHub(),
            _ when said.Has(Mark.PartOfDay) || said.Has(Mark.Only) => new QuietWish.Unclear(),
            _ when said.Has(Mark.Night) => isSilence ? new QuietWish.AsTheHub() : new QuietWish.NeverQuiet(),
            _ when isSilence => new QuietWish.AllDay(),
            _ => new QuietWish.Show(),
        };
    }

    private static QuietWish.Between OneEnd(QuietTime time, bool isStart, bool isSilence) => (isStart, isSilence) switch
    {
        (true, true) or (false, false) => new(time.InTheEvening, null),
        _ => new(null, time.Minute),
    };

    private static string Fold(string text)
    {
        try
        {
            string narrow = text.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
            StringBuilder kept = new(narrow.Length);
            foreach (char letter in narrow.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('。' or '、' or '!' or ',' or '.' or '「' or '」')))
            {
                kept.Append(letter is '〜' or '∼' or '–' or '−' or '―' ? '~' : letter);
            }

            return kept.ToString();
        }
        catch (ArgumentException)
        {
            return ""; // Half a surrogate pair: no words of ours.
        }
    }

    /// <param name="Time">Null for a time that no clock shows.</param>
    /// <param name="Edge">「から」 or 「まで」 after it; null for neither.</param>
    private sealed record Spoken(QuietTime? Time, Mark? Edge);

    /// <summary>A text taken apart, longest word first; null where a part of it is no word of ours, or it is not about notices.</summary>
    private sealed record Said(HashSet<Mark> Marks, List<Spoken> Times)
    {
        /// <summary>The last one named; empty for every notice.</summary>
        public string About { get; private set; } = "";

        public bool Has(Mark mark) => Marks.Contains(mark);

        public static Said? Of(string text)
        {
            Said said = new([], []);
            for (int at = 0; at < text.Length;)
            {
                (string word, Mark mark) = Array.Find(Words, pair => text.AsSpan(at).StartsWith(pair.Word));
                QuietTimes.Match time = QuietTimes.At(text, at);
                if (time.Length > 0 && time.Length >= (word?.Length ?? 0))
                {
                    said.Times.Add(new Spoken(time.Time, null));
                    at += time.Length;
                    continue;
                }

                if (word is null)
                {
                    return null;
                }

                said.Take(mark);
                said.About = Topics.GetValueOrDefault(word, said.About);
                at += word.Length;
            }

            return said.Has(Mark.Topic) || said.Has(Mark.News) ? said : null;
        }

        private void Take(Mark mark)
        {
            Marks.Add(mark);
            if (mark is Mark.Start or Mark.End && Times is [.., { Edge: null } last])
            {
                Times[^1] = last with { Edge = mark };
            }
        }
    }
}
