using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Fakes;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Outbox;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>The LINE channel on a bench: our own parts, wired as in the program, with the fake under every HTTP client.</summary>
internal sealed class LineBench : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public LineBench(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null)
    {
        Clock = FakeClock.InTokyo(2026, 4, 1, 22);
        Line = new FakeLine(Clock);
        Dictionary<string, string?> entered = settings ?? new()
        {
            ["Line:ChannelId"] = Line.ChannelId,
            ["Line:ChannelSecret"] = Line.ChannelSecret,
        };
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<ILoggerProvider>(Said);
        services.AddSingleton<TimeProvider>(Clock);
        services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => new FakeLineHandler(Line)));
        services.AddLine(new ConfigurationBuilder().AddInMemoryCollection(entered).Build());
        more?.Invoke(services);
        _provider = services.BuildServiceProvider();
    }

    public FakeClock Clock { get; }

    public FakeLine Line { get; }

    public LogRecords Said { get; } = new();

    public LineSender Sender => Get<LineSender>();

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>A message owed to somebody, as the outbox would hold it.</summary>
    public OutboxMessage Owed(string name, IReadOnlyList<ReplyContent> contents, string? replyToken = null)
    {
        OutboxMessage message = new()
        {
            Id = Guid.CreateVersion7(Clock.GetUtcNow()),
            Channel = "line",
            Address = FakeLine.IdOf(name),
            Body = ReplyContent.ToJson(contents),
            CreatedAt = Clock.GetUtcNow(),
            UselessAfter = Clock.GetUtcNow().AddHours(1),
        };
        if (replyToken is not null)
        {
            message.OfferReplyToken(replyToken, Clock.GetUtcNow().AddSeconds(50));
        }

        return message;
    }

    public OutboxMessage Owed(string name, string text, string? replyToken = null) => Owed(name, [new TextReply(text)], replyToken);

    /// <summary>The person says something; what comes back is the token to answer with.</summary>
    public string TokenOf(string name) => Line.Says(name, "近くの薬局").Events[0]["replyToken"]!.GetValue<string>();

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}

/// <summary>Everything logged, as text.</summary>
internal sealed class LogRecords : ILoggerProvider, ILogger
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines)
        {
            _lines.Add($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
