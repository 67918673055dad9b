namespace FedHub.Cli.Tests.NodeAdmin;

/// <summary><c>fedhub node directory accept</c> with what is no directory; what is one is <c>DirectoryAcceptanceTests</c>'.</summary>
public sealed class NodeDirectoryCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("this is no directory")]
    public async Task Accept_OfAnotherFile_IsWrongUse(string text)
    {
        (await _terminal.RunAsync("node", "directory", "accept", "--data", _folder.File("kaz"), "--in", _folder.Write("directory.json", text))).ShouldBe(2);

        _terminal.Error.ShouldContain("The file is not a signed directory");
    }

    public void Dispose()
    {
        _folder.Dispose();
        _terminal.Dispose();
    }
}
