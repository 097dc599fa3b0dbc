using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Tests.Turns;
using Zaitaku.Tests.Outbox;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>Everything we send, held against LINE's own description in its strict form.</summary>
[Collection(ContractTests.Name)]
public sealed class LineContractTests(PrismFixture prism)
{
    public static TheoryData<string> Samples => [.. SaidSamples.All.Keys];

    [SkippableTheory]
    [MemberData(nameof(Samples))]
    public async Task WhatWeSay_IsWhatTheContractTakes(string sample)
    {
        (LineBench bench, ContractWitness witness) = await BenchAsync();
        await using (bench)
        {
            IReadOnlyList<IReadOnlyList<ReplyContent>> rows = LineMessages.Split(SaidSamples.All[sample]);
            Assert.NotEmpty(rows);
            foreach (IReadOnlyList<ReplyContent> row in rows)
            {
                await bench.Sender.SendAsync(bench.Owed("U1", row), byReply: false, default);
                await bench.Sender.SendAsync(bench.Owed("U1", row, "b60d432864f44d079f6d8efe86cf404b"), byReply: true, default);
            }

            Assert.Empty(witness.Violations);
            Assert.Equal(rows.Count * 2, witness.Statuses.Count);
            Assert.All(witness.Statuses, status => Assert.Equal(200, status));
        }
    }

    /// <summary>Every answer the bot can give, not only the kinds of message.</summary>
    [SkippableFact]
    public async Task EveryAnswerOfTheBot_IsWhatTheContractTakes()
    {
        (LineBench bench, ContractWitness witness) = await BenchAsync();
        await using (bench)
        {
            foreach ((string name, IReadOnlyList<ReplyContent> replies) in SampleReplies.All)
            {
                foreach (IReadOnlyList<ReplyContent> row in LineMessages.Split(replies))
                {
                    await bench.Sender.SendAsync(bench.Owed("U1", row), byReply: false, default);
                    Assert.True(witness.Violations.Count == 0 && witness.Statuses[^1] == 200, $"{name}: {string.Join(" ", witness.Violations)}");
                }
            }

            Assert.True(witness.Statuses.Count >= SampleReplies.All.Count);
        }
    }

    [SkippableFact]
    public async Task TheJudgeIsAwake_AndRefusesWhatLineWould()
    {
        (LineBench bench, ContractWitness witness) = await BenchAsync();
        await using (bench)
        {
            LineApi api = bench.Get<LineApi>();
            string[] wrong =
            [
                """{"to":"U1","messages":[{"type":"text"}]}""",
                """{"to":"U1","messages":[{"type":"tune"}]}""",
                """{"to":"U1","messages":[]}""",
                """{"to":"U1","messages":[{"type":"flex","altText":"x","contents":{"type":"bubble","body":{"type":"box","contents":[]}}}]}""",
            ];
            foreach (string body in wrong)
            {
                LineAnswer answer = await api.CallAsync(HttpMethod.Post, "/v2/bot/message/push", System.Text.Json.Nodes.JsonNode.Parse(body), null, default);
                Assert.Equal(400, answer.Status);
            }

            Assert.Equal(wrong.Length, witness.Violations.Count);
        }
    }

    [SkippableFact]
    public async Task TheOtherCalls_FitTheContractToo()
    {
        (LineBench bench, ContractWitness witness) = await BenchAsync();
        await using (bench)
        {
            await bench.Get<ILoadingIndicator>().StartAsync(Fakes.Line.FakeLine.IdOf("U1"), default);
            await bench.Get<LineQuota>().ReadAsync(default);
            await ActivatorUtilities.CreateInstance<LineSelfCheck>(bench.Get<IServiceProvider>()).CheckAsync(default);
            Assert.Equal([202, 200, 200, 200], witness.Statuses);
            Assert.Empty(witness.Violations);
        }
    }

    [SkippableFact]
    public async Task TheTokenRequest_FitsItsContract()
    {
        (LineBench bench, ContractWitness witness) = await BenchAsync("channel-access-token.yml", isStrict: false, new() { ["Line:ChannelId"] = "2000000000", ["Line:ChannelSecret"] = "s" });
        await using (bench)
        {
            Assert.NotNull(await bench.Get<LineToken>().GetAsync(default));
            Assert.Equal([200], witness.Statuses);
            Assert.Empty(witness.Violations);
        }
    }

    private async Task<(LineBench Bench, ContractWitness Witness)> BenchAsync(string contract = "messaging-api.yml", bool isStrict = true, Dictionary<string, string?>? settings = null)
    {
        Uri address = await prism.OfAsync(contract, isStrict);
        Dictionary<string, string?> entered = settings ?? new() { ["Line:ChannelSecret"] = "s", ["Line:ChannelAccessToken"] = "t" };
        entered["Line:ApiBaseUrl"] = address.ToString();
        ContractWitness witness = new();
        LineBench bench = new(entered, witness.Under);
        return (bench, witness);
    }
}
