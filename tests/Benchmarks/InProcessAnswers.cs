using Microsoft.Extensions.DependencyInjection;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Bot.Commands;
using Zaitaku.Bot.Hosting;
using Zaitaku.Storage.Members;

namespace Zaitaku.Benchmarks;

/// <summary>The product's own services in this process: from words to what LINE would be sent, with nothing kept and nothing sent.</summary>
public sealed class InProcessAnswers : IAsyncDisposable
{
    /// <summary>A Friday morning: clinics are open.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.FromHours(9));

    private readonly ServiceProvider _services;
    private readonly Asking _asking;

    private InProcessAnswers(ServiceProvider services) => (_services, _asking) = (services, ActivatorUtilities.CreateInstance<Asking>(services));

    public static async Task<InProcessAnswers> OpenAsync(string data)
    {
        Environment.SetEnvironmentVariable("Storage__DataDirectory", data);
        ServiceProvider services = CommandHost.Build();
        await services.GetRequiredService<Opening>().OpenAsync(CancellationToken.None);
        return new InProcessAnswers(services);
    }

    /// <returns>The message objects of the answer, as LINE would get them.</returns>
    public async Task<string> AskAsync(string text)
    {
        IReadOnlyList<ReplyContent> replies = await _asking.AnswerAsync(text, Role.CareManager, at: null, Now, CancellationToken.None);
        return string.Join('\n', LineMessages.Split(replies).Select(call => LineMessages.Render(call).ToJsonString()));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
