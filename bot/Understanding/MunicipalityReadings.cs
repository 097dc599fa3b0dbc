using Zaitaku.Storage.Gazetteer;

namespace Zaitaku.Bot.Understanding;

/// <summary>The word list of municipalities, with wards and kana, as place names know them where no gazetteer was imported.</summary>
public sealed class MunicipalityReadings : IMunicipalityReadings
{
    public IEnumerable<(string Prefecture, string Name, string Kana)> All
    {
        get
        {
            foreach (string[] cells in Lexicon.Lines("municipalities").Select(line => line.Split('\t')))
            {
                string prefecture = cells[0].Split('/')[0];
                foreach (string[][] names in cells[1].Split(' ').Select(cell => cell.Split('>').Select(pair => pair.Split('/')).ToArray()))
                {
                    string[] city = names[0];
                    yield return (prefecture, city[0], city[1]);
                    foreach (string[] ward in names.Skip(1))
                    {
                        yield return (prefecture, city[0] + ward[0], city[1] + ward[1]);
                    }
                }
            }
        }
    }
}
