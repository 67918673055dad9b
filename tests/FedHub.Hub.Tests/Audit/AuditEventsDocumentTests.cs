using FedHub.Protocol;
using FedHub.Transparency;

namespace FedHub.Hub.Tests.Audit;

public sealed class AuditEventsDocumentTests
{
    [Fact]
    public void Document_ListsExactlyTheKindsAndFieldsOfTheCode()
    {
        var documented = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? fields = null;
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "audit-events.md")))
        {
            if (line.StartsWith("## `", StringComparison.Ordinal))
            {
                documented[line.Split('`')[1]] = fields = [];
            }
            else if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                fields.ShouldNotBeNull().Add(line.Split('`')[1]);
            }
        }

        documented.Keys.Order(StringComparer.Ordinal)
            .ShouldBe(AuditFields.ByKind.Keys.Select(kind => kind.ToToken()).Order(StringComparer.Ordinal));
        foreach (var (kind, names) in AuditFields.ByKind)
        {
            documented[kind.ToToken()].ShouldBe([.. names], ignoreOrder: false, kind.ToToken());
        }
    }

    [Fact]
    public void Builder_FieldMissing_Throws()
    {
        var builder = new AuditPayloadBuilder(AuditKind.MemberSuspended, null, "KAZ").Add("directory-version", 2ul);

        Should.Throw<InvalidOperationException>(() => builder.Build());
        builder.Add("reason", "suspended").Build().Details.Length.ShouldBe(2);
    }

    [Fact]
    public void Builder_Time_IsUtcToTheMillisecond()
    {
        AuditPayloadBuilder.Text(new DateTimeOffset(2026, 3, 1, 13, 15, 30, 7, TimeSpan.FromHours(5))).ShouldBe("2026-03-01T08:15:30.007Z");
    }
}
