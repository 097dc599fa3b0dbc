using Xunit;
using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Tests.Imports;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("山形県鶴岡市泉町５丁目２０番", "山形県", "鶴岡市", "泉町5丁目", "20番")] // full-width digits
    [InlineData("北海道幌泉郡えりも町字本町206番地えりも町役場　1階 えりも町役場　1階", "北海道", "えりも町", "本町", "206番地えりも町役場 1階")] // county, 字, building said twice
    [InlineData("栃木県下都賀郡壬生町大字安塚2032番地", "栃木県", "壬生町", "安塚", "2032番地")]
    [InlineData("神奈川県横浜市 青葉区藤が丘二丁目１番地", "神奈川県", "横浜市青葉区", "藤が丘2丁目", "1番地")] // space before the ward, kanji numeral
    [InlineData("三重県四日市市諏訪町1-5", "三重県", "四日市市", "諏訪町", "1-5")]
    [InlineData("広島県廿日市市下平良一丁目11-1", "広島県", "廿日市市", "下平良1丁目", "11-1")]
    [InlineData("千葉県市川市八幡1-1-1", "千葉県", "市川市", "八幡", "1-1-1")]
    [InlineData("東京都町田市森野2-2-22", "東京都", "町田市", "森野", "2-2-22")]
    [InlineData("山形県村山市中央一丁目3番6号", "山形県", "村山市", "中央1丁目", "3番6号")]
    [InlineData("長野県大町市大町3887", "長野県", "大町市", "大町", "3887")]
    [InlineData("新潟県十日町市千歳町3丁目3", "新潟県", "十日町市", "千歳町3丁目", "3")]
    [InlineData("福島県郡山市朝日一丁目23-7", "福島県", "郡山市", "朝日1丁目", "23-7")]
    [InlineData("岐阜県郡上市八幡町島谷228", "岐阜県", "郡上市", "八幡町島谷", "228")]
    [InlineData("北海道余市郡余市町朝日町26", "北海道", "余市町", "朝日町", "26")]
    [InlineData("群馬県佐波郡玉村町下新田201", "群馬県", "玉村町", "下新田", "201")]
    [InlineData("奈良県高市郡高取町観覚寺990", "奈良県", "高取町", "観覚寺", "990")]
    [InlineData("東京都板橋区板橋二丁目66番1号", "東京都", "板橋区", "板橋2丁目", "66番1号")]
    [InlineData("静岡県静岡市葵区与一四丁目1番1号", "静岡県", "静岡市葵区", "与一4丁目", "1番1号")] // the town is 与一
    [InlineData("愛知県名古屋市中村区名駅一丁目1", "愛知県", "名古屋市中村区", "名駅1丁目", "1")]
    [InlineData("北海道札幌市中央区北四条西十五丁目1番地1", "北海道", "札幌市中央区", "北4条西15丁目", "1番地1")]
    public void Split_OfAWholeAddress(string address, string prefecture, string municipality, string town, string rest) =>
        Assert.Equal(new AddressParts(prefecture, municipality, town, rest), AddressRules.Split(address));

    [Theory]
    [InlineData("札幌市中央区旭ヶ丘5丁目6番50号", "北海道", "札幌市中央区", "札幌市中央区", "旭ヶ丘5丁目", "6番50号")] // prefecture missing
    [InlineData("東町2丁目4番12号", "北海道", "白老町", "白老町", "東町2丁目", "4番12号")] // nothing but the town
    [InlineData("栃木県下都賀郡壬生町緑町1-1", "栃木県", "下都賀郡壬生町", "壬生町", "緑町", "1-1")] // the column has the county
    [InlineData("横浜市青葉区市ケ尾町31", "神奈川県", "横浜市", "横浜市青葉区", "市ケ尾町", "31")] // the column lacks the ward
    [InlineData("横浜市 青葉区市ケ尾町31", "神奈川県", "横浜市 青葉区", "横浜市青葉区", "市ケ尾町", "31")]
    [InlineData("鎌ケ谷市東道野辺4-19", "千葉県", "鎌ヶ谷市", "鎌ケ谷市", "東道野辺", "4-19")] // two ways of writing ケ
    [InlineData("東田川郡三川町青山字外川原234", "山形県", "鶴岡市", "三川町", "青山字外川原", "234")] // the address knows better
    public void Split_WithColumns(string address, string prefecture, string column, string municipality, string town, string rest) =>
        Assert.Equal(new AddressParts(prefecture, municipality, town, rest), AddressRules.Split(address, prefecture, column));

    [Theory]
    [InlineData("旭ヶ丘5丁目", "6番50号", "旭ケ丘", null, "5-6-50")]
    [InlineData("みなとみらい", "2-2-1 ランドマークプラザ1階", "みなとみらい2丁目", "2番1号 1F", null)]
    [InlineData("安塚", "2008番地-1", "大字安塚", "2008-1", null)]
    [InlineData("江端町", "第6号48番地", "江端町", "6-48", null)]
    [InlineData("苫米地字白山堂", "13番2", "苫米地白山堂", "13番の2", null)]
    [InlineData("軽米第3地割", "52番地3", "軽米", "3-52-3", null)]
    [InlineData("鴨谷台", "1丁51-9", "鴨谷台1丁", "51番9号", null)]
    public void PointOf_TwoSpellings_AreOne(string town, string? rest, string otherTown, string? otherRest, string? otherBlock) =>
        Assert.Equal(AddressRules.PointOf(town, rest), AddressRules.PointOf(otherTown, otherRest ?? otherBlock));

    [Fact]
    public void Split_OfNothing_IsNothing()
    {
        Assert.Equal(new AddressParts(null, null, null, null), AddressRules.Split(null));
        Assert.Null(AddressRules.Split(new string('あ', 100_000)).Municipality);
    }
}
