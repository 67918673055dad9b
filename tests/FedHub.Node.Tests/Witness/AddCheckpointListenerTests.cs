using System.Net;
using FedHub.Node.Witness;
using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Node.Tests.Witness;

/// <summary>The witness's door for tools that were not written here: C2SP tlog-witness over HTTP.</summary>
public sealed class AddCheckpointListenerTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private TestFederation _federation = null!;
    private AddCheckpointListener _listener = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _federation = await TestFederation.CreateAsync("r1,suspect,Aibek Serikov,1980-05-06,KAZ:N1234567,+77011234567\n");
        for (var i = 0; i < 4; i++)
        {
            _federation.Hub.Log.Prove(new AuditPayload(AuditKind.AdministratorAction, null, "hub", []));
        }

        _listener = new AddCheckpointListener(new IPEndPoint(IPAddress.Loopback, 0), _federation.Owner.Log);
        await _listener.StartAsync(CancellationToken.None);
        _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_listener.Port}"), Timeout = _patience };
    }

    public async Task DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _federation.DisposeAsync();
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Checkpoint_First_IsCosignedAndKept()
    {
        var checkpoint = _federation.Hub.Log.Checkpoint(3);

        var response = await PostAsync(new AddCheckpointRequest(0, [], checkpoint).ToBytes());

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        NoteSignature.TryParse((await response.Content.ReadAsStringAsync()).TrimEnd('\n'), out var signature).ShouldBeTrue();
        var key = LogNames.WitnessKey("test", TestFederation.Uzb, _federation.Owner.Keys.WitnessKey.PublicKey);
        key.Verify(checkpoint.Note.TextBytes, signature).ShouldBeTrue();
        _federation.Owner.Log.State.Latest.ShouldBe(checkpoint);
    }

    [Fact]
    public async Task Checkpoint_FromAnotherSize_TellsTheSizeKnown()
    {
        await PostAsync(new AddCheckpointRequest(0, [], _federation.Hub.Log.Checkpoint(3)).ToBytes());

        var response = await PostAsync(new AddCheckpointRequest(0, [], _federation.Hub.Log.Checkpoint(5)).ToBytes());

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/x.tlog.size");
        (await response.Content.ReadAsStringAsync()).ShouldBe("3\n");
        var proof = _federation.Hub.Log.Consistency(3, 5);
        (await PostAsync(new AddCheckpointRequest(3, proof.Path, _federation.Hub.Log.Checkpoint(5)).ToBytes())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Checkpoint_OfALogThatTheDirectoryDoesNotList_IsRefused()
    {
        using var other = new HubLink.TestLog();

        (await PostAsync(new AddCheckpointRequest(0, [], other.Checkpoint(1)).ToBytes())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Body_ThatIsNoRequest_IsMalformed()
        => (await PostAsync("old 0\n\nnothing\n"u8.ToArray())).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Body_LargerThanTheLimit_IsRefused()
        => (await PostAsync(new byte[AddCheckpointRequest.MaxSize + 1])).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public async Task OtherPathsAndMethods_AreRefused()
    {
        (await _client.GetAsync(new Uri("/add-checkpoint", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await _client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        return await _client.PostAsync(new Uri("/add-checkpoint", UriKind.Relative), content);
    }
}
