using FedHub.Cryptography.Match;
using FedHub.Node.Gateway;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedHub.Node.Tests.Gateway;

public sealed class NoRecordMonitorTests : IDisposable
{
    private static readonly SlotId _slot = SlotId.Parse("UZB/persons/document");

    private readonly NoRecordMonitor _monitor = new(NullLogger<NoRecordMonitor>.Instance);

    public void Dispose() => _monitor.Dispose();

    [Fact]
    public void Alarms_MoreThanOneInAThousandWithoutARecord_NameTheSlot()
    {
        Search(times: 1_000, endedInNoRecord: false);
        Search(times: 4, endedInNoRecord: true);

        _monitor.Alarms.ShouldBe([_slot]);
    }

    [Fact]
    public void Alarms_FewerThanOneInAThousand_AreNone()
    {
        Search(times: 10_000, endedInNoRecord: false);
        Search(times: 4, endedInNoRecord: true);

        _monitor.Alarms.ShouldBeEmpty();
    }

    [Fact]
    public void Alarms_OneAlone_IsNoneHoweverFewSearchesThereWere()
    {
        Search(times: 1, endedInNoRecord: true);

        _monitor.Alarms.ShouldBeEmpty();
    }

    private void Search(int times, bool endedInNoRecord)
    {
        for (var i = 0; i < times; i++)
        {
            _monitor.Searched(_slot, endedInNoRecord);
        }
    }
}
