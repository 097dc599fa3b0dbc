using Xunit;
using Zaitaku.Bot.Emergency;

namespace Zaitaku.Tests.Emergency;

public sealed class EmergencyKindRulesTests
{
    [Theory]
    [InlineData("父が息をしていない", EmergencyKind.General)]
    [InlineData("ばあちゃんが餅をつまらせた", EmergencyKind.General)]
    [InlineData("末期がんの夫の意識がありません", EmergencyKind.General)]                       // ill to death, but nothing says at home or planned
    [InlineData("看取りの方針です。呼吸が止まりそうです", EmergencyKind.PlannedDeath)]
    [InlineData("家で最期までと決めています。落ち着いていますが息が浅いです", EmergencyKind.PlannedDeath)] // 落ち着 is not a fall
    [InlineData("ﾐﾄﾘの方針 下顎呼吸です", EmergencyKind.PlannedDeath)]                         // half width
    [InlineData("看取りの方針ですが、ベッドから落ちて頭を打ちました", EmergencyKind.General)]   // a fall
    [InlineData("看取り中ですがのどに詰まって苦しそう", EmergencyKind.General)]                 // choking
    [InlineData("看取りです 血を吐いて止まらない", EmergencyKind.General)]                      // bleeding
    [InlineData("看取りですがけいれんしています", EmergencyKind.General)]                       // a fit
    [InlineData("看取りですが麻薬の量を間違えました", EmergencyKind.General)]                   // a drug error
    [InlineData("看取りではないのに息が止まりました", EmergencyKind.General)]                   // denied
    [InlineData("もう死にたいです", EmergencyKind.SuicideThought)]
    [InlineData("消えたい。つらい気がする", EmergencyKind.SuicideThought)]                      // がす inside a word is no gas
    [InlineData("死にたい。薬を全部飲みました", EmergencyKind.SuicideNow)]                      // an act
    [InlineData("ロープを用意した もう死にたい", EmergencyKind.SuicideNow)]                     // a means
    [InlineData("母と一緒に死のうと思います", EmergencyKind.SuicideNow)]                        // another person
    [InlineData("利用者さんが死にたいと言って包丁を持っています", EmergencyKind.SuicideNow)]
    [InlineData("死にたくない、胸が痛い", EmergencyKind.General)]                               // the opposite
    [InlineData("", EmergencyKind.General)]
    [InlineData("\uD800 息が", EmergencyKind.General)]                                          // half a letter
    public void KindOf_Words(string text, EmergencyKind kind) => Assert.Equal(kind, EmergencyKindRules.KindOf(text));
}
