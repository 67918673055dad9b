using FedHub.Contracts.Exchange.V1;
using FedHub.Contracts.Budget.V1;
using FedHub.Contracts.Hub.V1;
using FedHub.Cryptography;
using FedHub.Protocol;

namespace FedHub.Hub.Tests.Host;

public sealed class DirectoryAndAdminTests
{
    [Fact]
    public async Task Publish_NextVersion_IsServedAndNoticedAndLogged()
    {
        await using var hub = await TestHub.StartAsync();
        using var deliveries = await QueryPathTests.OpenAsync(hub, hub.Uzb);
        var before = (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize;
        var second = hub.NextDirectory(document => document.SetSuspended(hub.Kgz.Id, suspended: true));
        await hub.PublishAsync(second);

        (await deliveries.ResponseStream.NextAsync()).Change.DirectoryVersion.ShouldBe(2ul);
        var client = new DirectoryService.DirectoryServiceClient(hub.Channel(hub.Uzb.Certificate));
        var newer = await client.GetDirectoryAsync(new GetDirectoryRequest { KnownVersion = 1 }).ResponseAsync.WaitAsync(TestHub.Patience);
        newer.Directories.ShouldHaveSingleItem().ShouldBe(EnvelopeCodec.ToProto(second));

        // The directory and the suspension: two entries. The same once more: none.
        await hub.PublishAsync(second);
        var status = await hub.Admin.GetStatusAsync(new GetStatusRequest());
        status.LogSize.ShouldBe(before + 2);
        status.DirectoryVersion.ShouldBe(2ul);
        status.Members.Single(member => member.Suspended).Member.ShouldBe("KGZ");
        await hub.RestartAsync();
        (await hub.Admin.GetStatusAsync(new GetStatusRequest())).DirectoryVersion.ShouldBe(2ul);
    }

    [Fact]
    public async Task Publish_WrongKeysGapOrForeignHub_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();
        using var stranger = SigningKey.Generate();
        var document = DirectoryDocument.After(hub.Directory1);
        var forged = document.Sign(hub.Now, TimeSpan.FromDays(90), stranger);
        var gap = DirectoryDocument.After(document.Sign(hub.Now, TimeSpan.FromDays(90), hub.Federation))
            .Sign(hub.Now, TimeSpan.FromDays(90), hub.Federation);
        var foreign = hub.NextDirectory(next => next.SetHubTlsKey(Digest.Of("another hub"u8), hub.Now.AddDays(-1)));

        (await Calls.RefusalOfAsync(() => hub.PublishAsync(forged))).Code.ShouldBe(ErrorCode.SignatureInvalid);
        (await Calls.RefusalOfAsync(() => hub.PublishAsync(gap))).Code.ShouldBe(ErrorCode.FailedPrecondition);
        (await Calls.RefusalOfAsync(() => hub.PublishAsync(foreign))).Code.ShouldBe(ErrorCode.InvalidInput);
    }

    [Fact]
    public async Task AdminSocket_IsForItsOwnerAlone()
    {
        await using var hub = await TestHub.StartAsync();

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(hub.Host.AdminSocket).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(hub.DataDirectory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task SecondHost_OnTheSameDirectory_IsRefused()
    {
        await using var hub = await TestHub.StartAsync();

        var refused = Should.Throw<FedHubException>(
            () => HubHost.Create(HubConfiguration.Load(hub.DataDirectory), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));
        refused.Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
    }

    [Fact]
    public async Task SetBudget_IsLoggedAndListed()
    {
        await using var hub = await TestHub.StartAsync();
        var before = (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize;
        var wanted = new Budget { Scope = "agency", Subject = "KAZ/police", IdentifierClass = Contracts.Common.V1.IdentifierClass.Name, Limit = 5 };
        (await hub.Budgets.SetBudgetAsync(new SetBudgetRequest { Budget = wanted })).Budget.ShouldBe(wanted);

        (await hub.Admin.GetStatusAsync(new GetStatusRequest())).LogSize.ShouldBe(before + 1);
        (await hub.Budgets.ListBudgetsAsync(new ListBudgetsRequest())).Budgets.ShouldContain(wanted);
        var faulty = new SetBudgetRequest { Budget = new Budget { Scope = "country", Subject = "*", Limit = 1 } };
        (await Calls.RefusalOfAsync(() => hub.Budgets.SetBudgetAsync(faulty).ResponseAsync)).Code.ShouldBe(ErrorCode.InvalidInput);
    }
}
