using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Commands;
using Zaitaku.Storage;
using Zaitaku.Tests.Imports;

namespace Zaitaku.Tests.RealData;

/// <summary>The forty questions, put to the very services of the program over the country imported from ../shared.</summary>
[Collection(WholeCountryCollection.Name)]
[Trait("Category", "RealData")]
public sealed class RealQuestions(WholeCountry country) : RealQuestionsStory(question => AskAsync(country, question))
{
    private static readonly SemaphoreSlim s_opening = new(1);
    private static ServiceProvider? s_services;

    private static async Task<IReadOnlyList<ReplyContent>> AskAsync(WholeCountry country, RealQuestion question)
    {
        StorageOptions storage = await country.StorageAsync();
        await s_opening.WaitAsync();
        try
        {
            s_services ??= CommandHost.Build(new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:DataDirectory"] = storage.DataDirectory }).Build());
        }
        finally
        {
            s_opening.Release();
        }

        Asking asking = ActivatorUtilities.CreateInstance<Asking>(s_services);
        return await asking.AnswerAsync(question.Text, question.Role, question.At, question.Time, CancellationToken.None);
    }
}
