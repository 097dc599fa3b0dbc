using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Zaitaku.Tests.Channels.Line;

/// <summary>Prism serving one of LINE's own descriptions on a free loopback port. Takes about 4 seconds to start, so it is shared.</summary>
internal sealed class PrismServer : IAsyncDisposable
{
    private const int StartsMax = 3;
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly string _folder;

    private PrismServer(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    /// <param name="isStrict">Serves the form that refuses unknown types, properties and lengths (strictify.mjs).</param>
    public static async Task<PrismServer> StartAsync(string contract, bool isStrict)
    {
        // Below node_modules, where git does not look and the script finds its packages.
        string folder = Path.Combine(Judges.NodeFolder, "node_modules", ".contracts", Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        string served = Judges.Contract(contract);
        if (isStrict)
        {
            string script = Path.Combine(folder, "strictify.mjs");
            File.Copy(Judges.Contract("strictify.mjs"), script);
            served = Path.Combine(folder, Path.ChangeExtension(contract, ".strict.json"));
            await Judges.RunAsync(script, "", Judges.Contract(contract), served);
        }

        for (int start = 1; ; start++)
        {
            if (await TryStartAsync(served, folder) is { } server)
            {
                return server;
            }

            if (start == StartsMax)
            {
                throw new InvalidOperationException($"Prism did not start with {contract}.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <returns>Null when it ended by itself, as it does when somebody took the port in between.</returns>
    private static async Task<PrismServer?> TryStartAsync(string served, string folder)
    {
        int port = FreePort();
        Process process = Judges.StartNode([Judges.Prism, "mock", "--host", "127.0.0.1", "--port", port.ToString(), served]);
        TaskCompletionSource<bool> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            // Read to the end for as long as it lives, or the pipe fills and Prism stands still.
            if (line.Data is null)
            {
                listening.TrySetResult(false);
            }
            else if (line.Data.Contains("Prism is listening", StringComparison.Ordinal))
            {
                listening.TrySetResult(true);
            }
        };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            if (await listening.Task.WaitAsync(StartWithin))
            {
                Uri address = new($"http://127.0.0.1:{port}");
                await AnswerOnceAsync(address);
                return new PrismServer(process, folder, address);
            }
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        return null;
    }

    /// <summary>Its first answer compiles the contract, and on a busy machine takes longer than a call to LINE may.</summary>
    private static async Task AnswerOnceAsync(Uri address)
    {
        using HttpClient patient = new() { BaseAddress = address, Timeout = StartWithin };
        using HttpResponseMessage answer = await patient.GetAsync("/v2/bot/info");
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
