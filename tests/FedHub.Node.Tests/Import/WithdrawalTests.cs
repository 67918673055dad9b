using System.Text;
using FedHub.Node.Import;
using FedHub.Node.Tests.Storage;

namespace FedHub.Node.Tests.Import;

public sealed class WithdrawalTests
{
    private const string Mapping = """
        version: 1
        columns: { id: record_id, name: full_name, cat: category, gone: withdrawn }
        recordIdPrefix: "P-"
        flags: { да: yes }
        """;

    [Fact]
    public async Task FlaggedLine_RemovesItsRecord_AndNeedsNothingElse()
    {
        await using var node = await TestNode.CreateAsync();
        await ImportAsync(node, "R1,Aigul Testova,suspect,\nR2,Petr Ivanov,suspect,no\nR3,Anna Li,victim,false\n");

        var report = await ImportAsync(node, "R1,,,да\nR2,,,1\nR9,,,yes\nR3,Anna Li,victim,0\n");

        (report.Counts.Withdrawn, report.Counts.Unchanged, report.Counts.Rejected).ShouldBe((2, 2, 0));
        node.RecordCount("persons").ShouldBe(0);
        node.RecordCount("referral").ShouldBe(1);
    }

    [Fact]
    public async Task FlagNotUnderstood_CostsTheLine_ForNeitherReadingIsSafe()
    {
        await using var node = await TestNode.CreateAsync();
        await ImportAsync(node, "R1,Aigul Testova,suspect,\n");

        var report = await ImportAsync(node, "R1,Aigul Testova,suspect,maybe\n");

        report.Findings.Single().ShouldBe(new ImportFinding(2, "gone", "expected yes or no; add the word to `flags` in the mapping", true));
        node.RecordCount("persons").ShouldBe(1);
    }

    [Fact]
    public async Task WithdrawalList_UnderAnOrdinaryMapping_TakesTheRecordIdAndItsPrefixOnly()
    {
        await using var node = await TestNode.CreateAsync();
        await ImportAsync(node, "R1,Aigul Testova,suspect,\nR2,Petr Ivanov,suspect,\n");

        var report = await ImportAsync(node, "id\nR1\nR7\n", mapping => mapping.ForWithdrawal(), header: "");

        (report.Counts.Withdrawn, report.Counts.Unchanged).ShouldBe((1, 1));
        node.RecordCount("persons").ShouldBe(1);
    }

    [Fact]
    public async Task WithdrawalList_WithoutAMapping_NeedsTheColumnRecordId()
    {
        await using var node = await TestNode.CreateAsync();
        await node.ImportAsync("R1,A B,1980,,,,suspect\n");
        using var list = new MemoryStream(Encoding.UTF8.GetBytes("record_id\nR1\n"));

        var report = await new RecordImporter(node.Database, node.Keys, node.Time).ImportAsync(
            list, ImportMapping.Parse(ImportMapping.Withdrawals, node.Policies).ForWithdrawal(), new ImportOptions(), null, TestNode.Patience);

        report.Counts.Withdrawn.ShouldBe(1);
        node.RecordCount("persons").ShouldBe(0);
    }

    [Fact]
    public async Task Withdrawal_InADryRun_RemovesNothing()
    {
        await using var node = await TestNode.CreateAsync();
        await ImportAsync(node, "R1,Aigul Testova,suspect,\n");
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("id,name,cat,gone\nR1,,,yes\n"));

        var report = await new RecordImporter(node.Database, node.Keys, node.Time).ImportAsync(
            file, ImportMapping.Parse(Mapping, node.Policies), new ImportOptions { DryRun = true }, null, TestNode.Patience);

        report.Counts.Withdrawn.ShouldBe(1);
        node.RecordCount("persons").ShouldBe(1);
    }

    private static async Task<ImportReport> ImportAsync(TestNode node, string lines, Func<ImportMapping, ImportMapping>? change = null, string header = "id,name,cat,gone\n")
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(header + lines));
        var mapping = ImportMapping.Parse(Mapping, node.Policies);
        return await new RecordImporter(node.Database, node.Keys, node.Time).ImportAsync(
            file, change?.Invoke(mapping) ?? mapping, new ImportOptions(), null, TestNode.Patience);
    }
}
