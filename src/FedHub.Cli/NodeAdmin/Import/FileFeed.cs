using FedHub.Node.Import;

namespace FedHub.Cli.NodeAdmin.Import;

/// <summary>A file. The import goes on where an earlier run broke off if the file's beginning is the same still.</summary>
internal sealed class FileFeed(Stream file) : IImportFeed
{
    public string Source => "";

    public bool IsRows => false;

    public double? ReadShare => file.CanSeek && file.Length > 0 ? (double)file.Position / file.Length : null;

    public static FileFeed Open(FileInfo file) => new(file.OpenRead());

    public async Task<(Stream Bytes, long ResumeAfterLine)> OpenAsync(ImportMapping mapping, ImportPoint? point, CancellationToken cancellationToken)
    {
        if (point is null || point.Line == 0 || !file.CanSeek)
        {
            return (file, 0);
        }

        var isSame = await point.IsOfAsync(file, cancellationToken);
        file.Position = 0;
        return (file, isSame ? point.Line : 0);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
