namespace Zaitaku.Bot.WebConsole.Pages;

/// <summary>The settings the program runs with, to be read only.</summary>
public sealed class SettingsModel(IConfiguration configuration) : ConsolePage
{
    public IEnumerable<(string Section, IReadOnlyList<SettingRow> Rows)> Sections =>
        SettingRows.Sections.Select(section => (section, SettingRows.Of(configuration, section))).Where(section => section.Item2.Count > 0);

    public void OnGet()
    {
        // Everything is read while the page is drawn.
    }
}
