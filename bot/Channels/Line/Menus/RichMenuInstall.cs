namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>What an installation came to.</summary>
public abstract record RichMenuInstalled
{
    private RichMenuInstalled()
    {
    }

    /// <param name="Linked">People whose menu changed.</param>
    public sealed record Done(int Linked) : RichMenuInstalled;

    /// <summary>LINE did not take a step. What was done stays; the same command goes on from there.</summary>
    public sealed record Stopped(string Step, LineAnswer Answer) : RichMenuInstalled;
}

/// <summary>Carries out a <see cref="RichMenuPlan"/>: new menu, picture, alias, then people, and only then the old menu goes, so that nobody is without one meanwhile.
/// Broken off anywhere it is simply run again.</summary>
public sealed class RichMenuInstall(RichMenuApi api, RichMenuPass pass)
{
    /// <summary>Passes of one run: 20,000 people each.</summary>
    private const int PassesMax = 100;

    /// <summary>Deletions of one run. LINE takes 100 an hour, and 100 creations; the rest waits for the next run.</summary>
    public const int DeletionsMax = 50;

    /// <summary>The designs with the names their present looks give them.</summary>
    public static IReadOnlyList<(RichMenuDesign Design, string Name)> Drawn() =>
        [.. RichMenuDesigns.All.Select(design => (design, RichMenuRules.NameOf(design, RichMenuPictures.Of(design).Span)))];

    /// <param name="tell">Told of each step done, in words for people.</param>
    public async Task<RichMenuInstalled> RunAsync(RichMenuPlan plan, Action<string> tell, CancellationToken cancellationToken)
    {
        string? defaultId = null;
        foreach (MenuPlace place in plan.Places)
        {
            (string? id, RichMenuInstalled.Stopped? stopped) = place.InstalledId is { } installed ? (installed, null) : await MakeAsync(place, tell, cancellationToken);
            if (stopped is not null)
            {
                return stopped;
            }

            defaultId = place.Design.Key == RichMenuRules.DefaultKey ? id : defaultId;
        }

        if (plan.SetsDefault && defaultId is not null)
        {
            LineAnswer set = await api.SetDefaultAsync(defaultId, cancellationToken);
            if (!set.IsSuccess)
            {
                return new RichMenuInstalled.Stopped(RichMenuWords.SettingDefault, set);
            }

            tell(RichMenuWords.DefaultSet);
        }

        (int linked, LineAnswer? problem) = await LinkEverybodyAsync(cancellationToken);
        return problem is not null ? new RichMenuInstalled.Stopped(RichMenuWords.Linking, problem)
            : await TidyAsync(plan, tell, cancellationToken) ?? (RichMenuInstalled)new RichMenuInstalled.Done(linked);
    }

    private async Task<(string? Id, RichMenuInstalled.Stopped? Stopped)> MakeAsync(MenuPlace place, Action<string> tell, CancellationToken cancellationToken)
    {
        string title = place.Design.Title;
        (string? id, LineAnswer made) = await api.CreateAsync(RichMenuRules.RequestOf(place.Design, place.Name), cancellationToken);
        if (id is null)
        {
            return (null, new RichMenuInstalled.Stopped(RichMenuWords.Making(title), made));
        }

        LineAnswer uploaded = await api.UploadAsync(id, RichMenuPictures.Of(place.Design), cancellationToken);
        if (!uploaded.IsSuccess)
        {
            await api.DeleteAsync(id, cancellationToken); // A courtesy; the next run finds it without an alias and removes it.
            return (null, new RichMenuInstalled.Stopped(RichMenuWords.Uploading(title), uploaded));
        }

        LineAnswer pointed = await api.SetAliasAsync(place.Design.AliasId, id, place.HasAlias, cancellationToken);
        if (!pointed.IsSuccess)
        {
            return (null, new RichMenuInstalled.Stopped(RichMenuWords.Pointing(title), pointed));
        }

        tell(RichMenuWords.Made(place));
        return (id, null);
    }

    private async Task<(int Linked, LineAnswer? Problem)> LinkEverybodyAsync(CancellationToken cancellationToken)
    {
        int linked = 0;
        for (int passes = 0; passes < PassesMax; passes++)
        {
            RichMenuPassed passed = await pass.RunAsync(cancellationToken);
            linked += passed.Linked;
            if (passed.Problem is not null || !passed.HasMore)
            {
                return (linked, passed.Problem);
            }
        }

        return (linked, LineAnswer.Failed(CallFault.NotSent, "too many people for one run"));
    }

    private async Task<RichMenuInstalled.Stopped?> TidyAsync(RichMenuPlan plan, Action<string> tell, CancellationToken cancellationToken)
    {
        foreach (string alias in plan.OldAliases.Take(DeletionsMax))
        {
            LineAnswer answer = await api.DeleteAliasAsync(alias, cancellationToken);
            if (!answer.IsSuccess && answer.Status != 404)
            {
                return new RichMenuInstalled.Stopped(RichMenuWords.Tidying, answer);
            }
        }

        int deleted = 0;
        foreach (string menu in plan.Old.Take(DeletionsMax))
        {
            LineAnswer answer = await api.DeleteAsync(menu, cancellationToken);
            if (!answer.IsSuccess && answer.Status != 404)
            {
                return new RichMenuInstalled.Stopped(RichMenuWords.Tidying, answer);
            }

            deleted++;
        }

        if (deleted > 0)
        {
            tell(RichMenuWords.Deleted(deleted));
        }

        return null;
    }
}
