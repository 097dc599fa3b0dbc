using System.Security.Cryptography;
using System.Text;

namespace Zaitaku.Bot.Staff;

/// <summary>The link with which the first admin comes in. It lives in this process only, and is shown on its terminal only.</summary>
public sealed class FirstAdminLink
{
    private readonly string _token = StaffSecrets.NewToken();

    /// <summary>To be printed while no account exists; never logged.</summary>
    public string Path => $"/console/set-up/{_token}";

    public bool Is(string token) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(_token));

    /// <returns>The path to be printed, or null once somebody has an account.</returns>
    public static async Task<string?> WantedAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StaffLinks>().HasAccountAsync(cancellationToken)
            ? null : scope.ServiceProvider.GetRequiredService<FirstAdminLink>().Path;
    }
}
