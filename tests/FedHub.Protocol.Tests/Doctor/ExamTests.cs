using Microsoft.Data.Sqlite;

namespace FedHub.Protocol.Tests.Doctor;

/// <summary>Each finding that hub and node share, provoked.</summary>
public sealed class ExamTests : IDisposable
{
    private static readonly DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("fedhub-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0, FindingSeverity.Ok, "clock")]
    [InlineData(9, FindingSeverity.Ok, "clock")]
    [InlineData(-10, FindingSeverity.Warning, "clock-skew")]
    [InlineData(119, FindingSeverity.Warning, "clock-skew")]
    [InlineData(120, FindingSeverity.Error, "clock-skew")]
    [InlineData(-3600, FindingSeverity.Error, "clock-skew")]
    public void Clock_Difference_IsJudgedByWhatIsRefused(int seconds, FindingSeverity severity, string code)
    {
        var finding = ClockExam.Look(_now.AddSeconds(seconds), _now);

        (finding.Severity, finding.Code).ShouldBe((severity, code));
        finding.What.ShouldContain(seconds < 0 ? "behind" : "ahead of");
        (finding.Remedy.Length > 0).ShouldBe(severity != FindingSeverity.Ok);
    }

    [Theory]
    [InlineData(255L << 20, FindingSeverity.Error, "disk-full")]
    [InlineData(256L << 20, FindingSeverity.Warning, "disk-low")]
    [InlineData(2L << 30, FindingSeverity.Ok, "disk")]
    public void Disk_FreeSpace_IsJudgedByWhatAWriteNeeds(long free, FindingSeverity severity, string code) =>
        (DiskExam.Look(free).Severity, DiskExam.Look(free).Code).ShouldBe((severity, code));

    [Fact]
    public void Disk_OfThisFolder_CanBeLookedAt() => DiskExam.Look(_folder).Code.ShouldStartWith("disk");

    [Theory]
    [InlineData(99, FindingSeverity.Ok)]
    [InlineData(100, FindingSeverity.Warning)]
    public void Backlog_Count_WarnsWhenItGrows(long count, FindingSeverity severity) =>
        OutboxExam.Look(count, "statements", "see").Severity.ShouldBe(severity);

    [Fact]
    public void Versions_Differing_AreNamed()
    {
        VersionExam.Look("1.0.0", [("KAZ", "1.0.0")]).Severity.ShouldBe(FindingSeverity.Ok);
        var skew = VersionExam.Look("1.0.0", [("KAZ", "1.0.0"), ("UZB", "0.9.0")]);
        (skew.Severity, skew.Code).ShouldBe((FindingSeverity.Warning, "version-skew"));
        skew.What.ShouldContain("UZB 0.9.0");
        skew.What.ShouldNotContain("KAZ");
    }

    [Theory]
    [InlineData(0, FindingSeverity.Error, "directory-expired")]
    [InlineData(29, FindingSeverity.Warning, "directory-expires")]
    [InlineData(31, FindingSeverity.Ok, "directory")]
    public void Directory_Age_IsJudgedByItsEnd(int daysLeft, FindingSeverity severity, string code)
    {
        using var federation = new TestFederation();
        var finding = DirectoryExam.Look(federation.Directory, "fetch one", federation.Directory.ExpiresAt.AddDays(-daysLeft));

        (finding.Severity, finding.Code).ShouldBe((severity, code));
    }

    [Fact]
    public void Directory_None_SaysHowToGetOne()
    {
        var finding = DirectoryExam.Look(null, "fetch one", _now);

        (finding.Severity, finding.Code, finding.Remedy).ShouldBe((FindingSeverity.Error, "directory-none", "fetch one"));
    }

    [Fact]
    public void PrivateFiles_OpenToOthers_AreEachNamed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var good = Write("good.key", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var bad = Write("bad.key", UnixFileMode.UserRead | UnixFileMode.GroupRead);

        PrivateFileExam.Look([good, Path.Combine(_folder, "missing.key")]).Single().Code.ShouldBe("files-private");
        var finding = PrivateFileExam.Look([good, bad]).Single();
        (finding.Severity, finding.Code).ShouldBe((FindingSeverity.Error, "file-open-to-others"));
        finding.What.ShouldContain("bad.key");
        finding.Remedy.ShouldContain("chmod 600");
    }

    [Fact]
    public void Database_ConnectionWithoutTheSettings_IsAnErrorForEach()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "plain.db")};Pooling=False");
        connection.Open();

        var findings = DatabaseExam.Look(connection, "writer").ToList();

        findings.ShouldAllBe(finding => finding.Severity == FindingSeverity.Error && finding.Code == "database-setting");
        findings.ShouldContain(finding => finding.What.Contains("journal_mode=delete and should have wal", StringComparison.Ordinal));
        findings.ShouldContain(finding => finding.What.Contains("secure_delete", StringComparison.Ordinal));
    }

    [Fact]
    public void Database_FileMissingOrForeign_IsAnError()
    {
        var foreign = Path.Combine(_folder, "foreign.db");
        File.WriteAllText(foreign, new string('x', 4096));

        DatabaseExam.LookAtFile(Path.Combine(_folder, "missing.db")).Single().Code.ShouldBe("database-missing");
        DatabaseExam.LookAtFile(foreign).Single().Code.ShouldBe("database-unreadable");
    }

    [Fact]
    public void Engine_BeforeTheFix_SaysWhatSafetyRestsOn()
    {
        DatabaseExam.LookAtEngine(new Version(3, 50, 4), needsSingleWriter: true).What.ShouldContain("single writer");
        DatabaseExam.LookAtEngine(new Version(3, 52, 0), needsSingleWriter: false).What.ShouldBe("SQLite 3.52.0.");
    }

    [Theory]
    [InlineData(FindingSeverity.Ok)]
    [InlineData(FindingSeverity.NotChecked)]
    [InlineData(FindingSeverity.Warning)]
    [InlineData(FindingSeverity.Error)]
    public void Codec_EverySeverity_RoundTrips(FindingSeverity severity)
    {
        var finding = new Finding("code", severity, "what", "do");

        FindingCodec.ToDomain(FindingCodec.ToProto(finding)).ShouldBe(finding);
    }

    [Fact]
    public void Codec_UnknownSeverity_CountsAsAnError() =>
        FindingCodec.ToDomain(new Contracts.Common.V1.Finding { Severity = (Contracts.Common.V1.FindingSeverity)99 }).Severity.ShouldBe(FindingSeverity.Error);

    private string Write(string name, UnixFileMode mode)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "x");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        return path;
    }
}
