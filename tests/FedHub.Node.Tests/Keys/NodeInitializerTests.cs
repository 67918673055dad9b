using FedHub.Cryptography;
using FedHub.Node.Keys;
using FedHub.Node.Storage;
using FedHub.Node.Tests.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Tests.Keys;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class NodeInitializerTests
{
    [Fact]
    public async Task Init_EmptyDirectory_WritesPrivateFilesOnly()
    {
        await using var node = await TestNode.CreateAsync();

        var files = Directory.GetFiles(node.Layout.Root, "*", SearchOption.AllDirectories);

        files.Select(Path.GetFileName).ShouldContain("node.json");
        File.GetUnixFileMode(node.Layout.Root).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        // The lock file holds nothing.
        foreach (var file in files.Where(file => new FileInfo(file).Length > 0))
        {
            (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)).ShouldBe(UnixFileMode.None, Path.GetFileName(file));
        }
    }

    [Fact]
    public async Task Init_Descriptor_IsAdmittedToADirectory()
    {
        await using var node = await TestNode.CreateAsync();
        using var federation = SigningKey.Generate();
        var document = DirectoryDocument.New(new DirectoryTrust("test", new FederationKeySet(1, [federation.PublicKey])));

        document.Admit(node.Descriptor.ToJson()).ToString().ShouldBe("KAZ");

        node.Descriptor.Member.Collections.Select(collection => collection.Name.ToString()).ShouldBe(["objects", "persons", "referral"]);
        node.Descriptor.Member.TryGetSealingKeyAt(node.Time.Now, out var sealing).ShouldBeTrue();
        sealing.ShouldBe(node.Keys.SealingKey.PublicKey);
        File.Exists(Path.Combine(node.Layout.Root, "tls", "node.csr")).ShouldBeTrue();
    }

    [Fact]
    public async Task Init_Again_IsRefused()
    {
        await using var node = await TestNode.CreateAsync();

        var exception = await Should.ThrowAsync<FedHubException>(
            () => NodeInitializer.InitAsync(TestNode.Options(node.Layout.Root), node.Time, TestNode.Patience));

        exception.Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
    }

    [Fact]
    public async Task Open_OtherMasterKey_NamesTheFile()
    {
        await using var node = await TestNode.CreateAsync();
        var kept = await File.ReadAllBytesAsync(node.Layout.MasterKeyFile, TestNode.Patience);
        File.Delete(node.Layout.MasterKeyFile);
        MasterKeyFile.TryCreate(node.Layout.MasterKeyFile).ShouldBeTrue();

        var exception = Should.Throw<FedHubException>(() => NodeKeys.Open(node.Layout));

        exception.Message.ShouldBe("signing.key was not written under this master.key. Put back the master.key that belongs to it.");
        DurableFile.TryWrite(node.Layout.MasterKeyFile, kept, overwrite: true).ShouldBeTrue();
    }

    [Theory]
    [InlineData("keys/case.key", "case.key is missing.")]
    [InlineData("master.key", "master.key is missing.")]
    [InlineData("keys/auditor.pub", "auditor.pub is missing.")]
    public async Task Open_MissingKey_SaysWhatToDo(string file, string message)
    {
        await using var node = await TestNode.CreateAsync();
        File.Delete(Path.Combine(node.Layout.Root, file));

        Should.Throw<FedHubException>(() => NodeKeys.Open(node.Layout)).Message.ShouldStartWith(message);
    }

    [Fact]
    public async Task Open_KeyReadableByOthers_IsRefused()
    {
        await using var node = await TestNode.CreateAsync();
        File.SetUnixFileMode(node.Layout.SigningKeyFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Should.Throw<FedHubException>(() => NodeKeys.Open(node.Layout)).Message.ShouldStartWith("signing.key may be read by others.");
    }

    [Fact]
    public async Task Database_SecondProcess_IsRefused()
    {
        await using var node = await TestNode.CreateAsync();

        Should.Throw<FedHubException>(() => NodeDatabase.Open(node.Layout)).Refusal.Code.ShouldBe(ErrorCode.FailedPrecondition);
    }
}
