using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Tests.Channels.Line.Menus;

/// <summary>Every call about rich menus, held against LINE's own description in its strict form.</summary>
[Collection(ContractTests.Name)]
public sealed class RichMenuContractTests(PrismFixture prism)
{
    [SkippableFact]
    public async Task EveryMenu_AndEveryCall_IsWhatTheContractTakes()
    {
        (LineBench bench, ContractWitness witness) = await BenchAsync();
        await using (bench)
        {
            RichMenuApi api = new(bench.Get<LineApi>());
            foreach ((RichMenuDesign design, string name) in RichMenuInstall.Drawn())
            {
                await api.CreateAsync(RichMenuRules.RequestOf(design, name), default);
                await api.UploadAsync("richmenu-1", RichMenuPictures.Of(design), default);
                await api.SetAliasAsync(design.AliasId, "richmenu-1", exists: false, default);
                await api.SetAliasAsync(design.AliasId, "richmenu-1", exists: true, default);
            }

            await api.LinkAsync("richmenu-1", [FakeLine.IdOf("U1"), FakeLine.IdOf("U2")], default);
            await api.UnlinkAsync([FakeLine.IdOf("U1")], default);
            await api.SetDefaultAsync("richmenu-1", default);
            await api.DeleteAliasAsync("zaitaku-hub", default);
            await api.DeleteAsync("richmenu-1", default);
            (RichMenuShelf? shelf, _) = await api.ReadAsync(default);
            Assert.NotNull(shelf);
            Assert.Empty(witness.Violations);
            Assert.All(witness.Statuses, status => Assert.InRange(status, 200, 202));
        }
    }

    [SkippableFact]
    public async Task TheJudgeIsAwake()
    {
        (LineBench bench, ContractWitness witness) = await BenchAsync();
        await using (bench)
        {
            RichMenuApi api = new(bench.Get<LineApi>());
            JsonObject menu = RichMenuRules.RequestOf(RichMenuDesigns.All[0], "x");
            menu["areas"]![0]!["action"]!["type"] = "tune";
            Assert.Equal(422, (await api.CreateAsync(menu, default)).Answer.Status); // Prism's own, where the description names no 400.
            Assert.Equal(422, (await api.LinkAsync("richmenu-1", [], default)).Status);
        }
    }

    /// <summary>Pictures have a host of their own; the token goes to both and nowhere else.</summary>
    [Fact]
    public async Task OnlyPicturesGoToTheHostOfContents()
    {
        HostWitness witness = new();
        await using LineBench bench = new(more: services => services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => witness)));
        witness.Line = bench.Line;
        RichMenuApi api = new(bench.Get<LineApi>());
        (string? id, _) = await api.CreateAsync(RichMenuRules.RequestOf(RichMenuDesigns.All[0], "x"), default);
        Assert.True((await api.UploadAsync(id!, RichMenuPictures.Of(RichMenuDesigns.All[0]), default)).IsSuccess);
        Assert.Equal([("api.line.me", "/oauth2/v3/token"), ("api.line.me", "/v2/bot/richmenu"), ("api-data.line.me", $"/v2/bot/richmenu/{id}/content")], witness.Called);
    }

    private async Task<(LineBench Bench, ContractWitness Witness)> BenchAsync()
    {
        string address = (await prism.OfAsync("messaging-api.yml")).ToString();
        ContractWitness witness = new();
        LineBench bench = new(
            new() { ["Line:ChannelSecret"] = "s", ["Line:ChannelAccessToken"] = "t", ["Line:ApiBaseUrl"] = address, ["Line:DataApiBaseUrl"] = address },
            witness.Under);
        return (bench, witness);
    }

    private sealed class HostWitness : DelegatingHandler
    {
        public List<(string Host, string Path)> Called { get; } = [];

        public FakeLine Line { set => InnerHandler = new FakeLineHandler(value); }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Called.Add((request.RequestUri!.Host, request.RequestUri.AbsolutePath));
            return base.SendAsync(request, cancellationToken);
        }
    }
}
