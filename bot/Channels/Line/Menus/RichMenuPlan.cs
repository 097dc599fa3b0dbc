namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>What LINE holds: menus (all of the account), aliases, and the menu set for everybody.</summary>
public sealed record RichMenuShelf(IReadOnlyList<KnownMenu> Menus, IReadOnlyDictionary<string, string> Aliases, string? DefaultId);

/// <summary>A menu at LINE.</summary>
public sealed record KnownMenu(string Id, string Name);

/// <summary>Where one design stands.</summary>
/// <param name="InstalledId">LINE's id of the menu as it looks now; null when it must be made.</param>
/// <param name="HasAlias">True when its alias exists, wherever it points.</param>
public sealed record MenuPlace(RichMenuDesign Design, string Name, string? InstalledId, bool HasAlias);

/// <summary>What <c>line-menus</c> will do.</summary>
/// <param name="Old">Menus of ours nobody needs once everybody has the new ones.</param>
public sealed record RichMenuPlan(IReadOnlyList<MenuPlace> Places, IReadOnlyList<string> Old, IReadOnlyList<string> OldAliases, bool SetsDefault)
{
    public bool ChangesNothing => Old.Count == 0 && OldAliases.Count == 0 && !SetsDefault && Places.All(place => place.InstalledId is not null);
}
