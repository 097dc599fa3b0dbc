using Xunit;
using Zaitaku.Fakes.Teams;

namespace Zaitaku.Tests.World;

/// <summary>The same world seen from Teams.</summary>
public sealed partial class World
{
    /// <summary>How long the pumps may pause between two looks while an invoke waits for its card.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    public FakeTeams Teams { get; }

    /// <summary>Settings that open the Teams channel to this world's stand-in.</summary>
    public static Dictionary<string, string?> WithTeams()
    {
        FakeTeams sample = new(TimeProvider.System);
        return new() { ["Teams:AppId"] = sample.AppId, ["Teams:AppSecret"] = sample.AppPassword, ["Teams:TenantId"] = sample.TenantId };
    }

    /// <summary>Somebody writes in Teams; the program hears it and says what it has to say.</summary>
    public Task SaysInTeamsAsync(string name, string text, string? inGroup = null, string? inChannel = null) =>
        DoesInTeamsAsync(Teams.Says(name, text, inGroup, inChannel));

    /// <summary>Somebody presses a button of a card. The answer to an invoke appears for the presser, like anything else heard.</summary>
    public Task PressesInTeamsAsync(string name, HeardActivity message, string title) => DoesInTeamsAsync(Teams.Presses(name, message, title));

    /// <summary>Anything else somebody does in Teams. The pumps run while the request waits, as they do in life.</summary>
    public async Task DoesInTeamsAsync(TeamsRequest request)
    {
        Task<(int Status, string Body)> post = Teams.PostAsync(Web, request);
        while (!post.IsCompleted)
        {
            await Task.WhenAny(post, Task.Delay(LookEvery));
            await SettleAsync();
        }

        (int status, _) = await post;
        Assert.InRange(status, 200, 202);
        await SettleAsync();
    }

    /// <summary>What appeared in this person's chat (or group, or channel) since it was last asked; it must hold all these words.</summary>
    public IReadOnlyList<HeardActivity> HearsInTeams(string name, params string[] words) => Hold(Teams.Heard(name), activity => activity.Words, words, name, " in Teams");
}
