using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Hub.V1;
using FedHub.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace FedHub.Hub.Tests.Host;

public sealed class FilterPathTests
{
    [Fact]
    public async Task Publish_AdmittedMember_ListsAndFetchesIt()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Kaz);
        var filter = new TestFilter(hub.Uzb, hub.Kaz, hub.Now);
        var published = await PublishAsync(hub, filter.Messages());

        (await deliveries.ResponseStream.NextAsync()).Change.ManifestMembers.ShouldBe(["UZB"]);
        var listed = (await ListAsync(hub, hub.Kaz)).ShouldHaveSingleItem();
        listed.Manifest.ShouldBe(filter.Envelope);
        listed.Receipt.ShouldBe(published.Receipt);
        (await FetchAsync(hub, hub.Kaz, filter, 0)).ShouldBe(filter.Content);
        (await FetchAsync(hub, hub.Kaz, filter, 20_000)).ShouldBe(filter.Content[20_000..]);
    }

    [Fact]
    public async Task Publish_MemberThatIsNotAdmitted_SeesNothing()
    {
        await using var hub = await TestHub.StartAsync();
        var filter = new TestFilter(hub.Uzb, hub.Kaz, hub.Now);
        await PublishAsync(hub, filter.Messages());

        (await ListAsync(hub, hub.Kgz)).ShouldBeEmpty();
        (await Calls.RefusalOfAsync(() => FetchAsync(hub, hub.Kgz, filter, 0))).Code.ShouldBe(ErrorCode.NotFound);
    }

    [Fact]
    public async Task Publish_NewRevisionWithoutAMember_TakesItsAdmission()
    {
        await using var hub = await TestHub.StartAsync();
        var first = new TestFilter(hub.Uzb, hub.Kaz, hub.Now);
        await PublishAsync(hub, first.Messages());
        var second = new TestFilter(hub.Uzb, hub.Kgz, hub.Now, revision: 2);
        await PublishAsync(hub, second.Messages());

        (await ListAsync(hub, hub.Kaz)).ShouldBeEmpty();
        (await Calls.RefusalOfAsync(() => FetchAsync(hub, hub.Kaz, first, 0))).Code.ShouldBe(ErrorCode.NotFound);
        (await ListAsync(hub, hub.Kgz)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Publish_Again_GivesTheSameEntryWithoutFiles()
    {
        await using var hub = await TestHub.StartAsync();
        var filter = new TestFilter(hub.Uzb, hub.Kaz, hub.Now);
        var first = await PublishAsync(hub, filter.Messages());
        await hub.RestartAsync();

        (await PublishAsync(hub, filter.Messages().Take(1))).ShouldBe(first);
        (await FetchAsync(hub, hub.Kaz, filter, 0)).ShouldBe(filter.Content);
    }

    [Fact]
    public async Task Publish_EachUploadFault_LeavesNothing()
    {
        await using var hub = await TestHub.StartAsync();
        var before = (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize;
        var filter = new TestFilter(hub.Uzb, hub.Kaz, hub.Now);
        byte[] wrong = [.. filter.Content];
        wrong[^1] ^= 1;
        byte[] longer = [.. filter.Content, 0];
        (IEnumerable<PublishFilterRequest> Messages, ErrorCode Code)[] faults =
        [
            (filter.Messages(wrong), ErrorCode.InvalidInput),
            (filter.Messages(filter.Content[..^1]), ErrorCode.InvalidInput),
            (filter.Messages(longer), ErrorCode.InvalidInput),
            (filter.Messages().Take(1), ErrorCode.InvalidInput),
            (filter.Messages().Skip(1), ErrorCode.Malformed),
            (filter.Messages().Where((_, index) => index != 2), ErrorCode.Malformed),
            ([], ErrorCode.Malformed),
        ];

        foreach (var (messages, code) in faults)
        {
            (await Calls.RefusalOfAsync(() => PublishAsync(hub, messages))).Code.ShouldBe(code);
        }

        Directory.EnumerateFileSystemEntries(Path.Combine(hub.DataDirectory, "filters")).Count(path => !path.EndsWith(filter.Sha256.ToString(), StringComparison.Ordinal)).ShouldBe(0);
        (await ListAsync(hub, hub.Kaz)).ShouldBeEmpty();
        (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Publish_AnotherMembersSlotOrTooManyEntries_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();
        var foreign = new TestFilter(hub.Kgz, hub.Kaz, hub.Now);
        var stuffed = new TestFilter(hub.Uzb, hub.Kaz, hub.Now, entries: 4097);

        (await Calls.RefusalOfAsync(() => PublishAsync(hub, foreign.Messages()))).Code.ShouldBe(ErrorCode.NotAMember);
        (await Calls.RefusalOfAsync(() => PublishAsync(hub, stuffed.Messages()))).Code.ShouldBe(ErrorCode.FailedPrecondition);
    }

    [Fact]
    public async Task Epoch_Ended_FilterIsGoneAndItsFileDeleted()
    {
        await using var hub = await TestHub.StartAsync();
        var filter = new TestFilter(hub.Uzb, hub.Kaz, hub.Now);
        await PublishAsync(hub, filter.Messages());
        hub.Clock.Advance(TimeSpan.FromDays(7));
        (await ListAsync(hub, hub.Kaz)).ShouldBeEmpty();
        await hub.RestartAsync();

        File.Exists(Path.Combine(hub.DataDirectory, "filters", filter.Sha256.ToString())).ShouldBeFalse();
        (await Calls.RefusalOfAsync(() => FetchAsync(hub, hub.Kaz, filter, 0))).Code.ShouldBe(ErrorCode.NotFound);
    }

    private static async Task<PublishFilterResponse> PublishAsync(TestHub hub, IEnumerable<PublishFilterRequest> messages)
    {
        using var call = hub.Filters(hub.Uzb).PublishFilter();
        try
        {
            foreach (var message in messages)
            {
                await call.RequestStream.WriteAsync(message).WaitAsync(TestHub.Patience);
            }

            await call.RequestStream.CompleteAsync().WaitAsync(TestHub.Patience);
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException or IOException)
        {
            // The hub refused before all was sent: the response says why.
        }

        return await call.ResponseAsync.WaitAsync(TestHub.Patience);
    }

    private static async Task<IReadOnlyList<LoggedManifest>> ListAsync(TestHub hub, TestMember member) =>
        (await hub.Filters(member).ListManifestsAsync(new ListManifestsRequest()).ResponseAsync.WaitAsync(TestHub.Patience)).Manifests;

    private static async Task<byte[]> FetchAsync(TestHub hub, TestMember member, TestFilter filter, ulong offset)
    {
        using var call = hub.Filters(member).GetFilterFile(
            new GetFilterFileRequest { Sha256 = ByteString.CopyFrom(filter.Sha256.AsSpan()), Offset = offset });
        var content = new List<byte>();
        foreach (var message in await call.ResponseStream.ToEndAsync())
        {
            message.Chunk.Offset.ShouldBe(offset + (ulong)content.Count);
            content.AddRange(message.Chunk.Data);
        }

        return [.. content];
    }
}
