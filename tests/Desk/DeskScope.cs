using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Bot.Desk;
using StoryWorld = Zaitaku.Tests.World.World;

namespace Zaitaku.Tests.Desk;

/// <summary>The desk as one turn sees it.</summary>
internal static class DeskScope
{
    public static async Task<T> AskAsync<T>(StoryWorld world, Func<ConsultationDesk, T> question)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        return question(scope.ServiceProvider.GetRequiredService<ConsultationDesk>());
    }
}
