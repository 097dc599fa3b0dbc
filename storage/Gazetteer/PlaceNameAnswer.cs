using Zaitaku.Storage.DirectorySearch;

namespace Zaitaku.Storage.Gazetteer;

/// <summary>What a place name was taken to mean.</summary>
public abstract record PlaceNameAnswer
{
    private PlaceNameAnswer()
    {
    }

    public sealed record Found(SearchArea Area) : PlaceNameAnswer;

    /// <summary>Several places bear the name, and the hub's own area does not settle it. Labels differ, nearest to the hub first.</summary>
    public sealed record Ambiguous(IReadOnlyList<SearchArea> Choices) : PlaceNameAnswer
    {
        /// <summary>Fits a row of quick replies with one to spare.</summary>
        public const int ChoicesMax = 10;
    }

    /// <param name="Nearest">Spellings that come near, best first; may be empty.</param>
    public sealed record Unknown(IReadOnlyList<string> Nearest) : PlaceNameAnswer;
}
