using System.Text;
using Xunit;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Understanding.Evaluation;

namespace Zaitaku.Tests.Understanding;

/// <summary>
/// The same wishes in other words, drawn from a seed: politeness, script, punctuation, a greeting before, thanks after, phrases in another order.
/// The rewording is written here on purpose and shares nothing with the normaliser.
/// </summary>
public sealed class RewordingTests
{
    /// <summary>Points by which the score over rewordings may differ from the original.</summary>
    private const double DriftMax = 2.0;

    private const string Katakana = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    private const string HalfWidth = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ";

    /// <summary>Intents that are themselves politeness: a greeting before or thanks after would change them.</summary>
    private static readonly HashSet<string> Courtesies = [Intents.Greeting, Intents.Thanks, Intents.Acknowledge, Intents.Help, Intents.Cancel, Intents.OutOfScope, Intents.RsvpNo, Intents.RsvpYes, Intents.Register];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void RewordedUtterances_MeanTheSame(int seed)
    {
        Random random = new(seed);
        IReadOnlyList<AnnotatedUtterance> own = UtteranceSets.Own();
        ReadingScore before = UtteranceSets.ScoreOf(own);
        ReadingScore after = UtteranceSets.ScoreOf(own.Select(utterance => Reword(utterance, random)));
        string lost = string.Join('\n', after.Misses.Except(before.Misses));
        Assert.True(before.Intent - after.Intent <= DriftMax, $"seed {seed}: intent {before.Intent:0.0} → {after.Intent:0.0}\n{lost}");
        Assert.True(before.Services - after.Services <= DriftMax, $"seed {seed}: services {before.Services:0.0} → {after.Services:0.0}\n{lost}");
        Assert.True(before.Capabilities - after.Capabilities <= DriftMax, $"seed {seed}: capabilities {before.Capabilities:0.0} → {after.Capabilities:0.0}\n{lost}");
        Assert.True(before.Conditions - after.Conditions <= DriftMax, $"seed {seed}: conditions {before.Conditions:0.0} → {after.Conditions:0.0}\n{lost}");
        Assert.Equal(100, after.EmergencyRecall);
    }

    private static AnnotatedUtterance Reword(AnnotatedUtterance utterance, Random random)
    {
        string text = utterance.Text;
        bool isCourtesy = Courtesies.Contains(utterance.Intent);
        text = random.Next(7) switch
        {
            0 when !isCourtesy => Pick(random, "お世話になっております。", "こんにちは。", "すみません、", "夜分に失礼します。") + text,
            1 when !isCourtesy => text + Pick(random, " よろしくお願いします", "。よろしくお願いいたします。", " 🙏"),
            2 => text.TrimEnd('。', '？', '?', '！') + Pick(random, "。", "！", "…", "😊", " "),
            3 => Half(text),
            4 => string.Concat(text.Select(Wide)),
            5 when !isCourtesy && utterance.Intent != Intents.Emergency => Swapped(text),
            _ => text.Replace(" ", "　", StringComparison.Ordinal).Replace("。", "\n", StringComparison.Ordinal),
        };
        return utterance with { Text = text, Place = utterance.Place };
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    /// <summary>Full-width katakana as an old phone would send it.</summary>
    private static string Half(string text)
    {
        StringBuilder half = new();
        foreach (char letter in text)
        {
            int at = Katakana.IndexOf(letter);
            int voiced = letter is 'ガ' or 'ギ' or 'グ' or 'ゲ' or 'ゴ' or 'ザ' or 'ジ' or 'ズ' or 'ゼ' or 'ゾ' or 'ダ' or 'デ' or 'ド' or 'バ' or 'ビ' or 'ブ' or 'ベ' or 'ボ' ? Katakana.IndexOf((char)(letter - 1)) : -1;
            half.Append(at >= 0 ? HalfWidth[at].ToString() : voiced >= 0 ? HalfWidth[voiced] + "ﾞ" : letter == 'ー' ? "ｰ" : letter.ToString());
        }

        return half.ToString();
    }

    private static char Wide(char letter) => letter is > ' ' and <= '~' ? (char)(letter + 0xFEE0) : letter;

    /// <summary>Two sentences change places.</summary>
    private static string Swapped(string text)
    {
        string[] sentences = text.Split('。', StringSplitOptions.RemoveEmptyEntries);
        return sentences.Length == 2 ? $"{sentences[1]}。{sentences[0]}。" : text;
    }
}
