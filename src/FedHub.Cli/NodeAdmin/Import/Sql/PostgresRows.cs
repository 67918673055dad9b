using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Npgsql;

namespace FedHub.Cli.NodeAdmin.Import.Sql;

/// <summary>Writes rows as JSON lines, one object each; null is left out.</summary>
internal sealed class PostgresRows(NpgsqlDataReader reader, IReadOnlyList<string> columns)
{
    private const int FlushBytes = 64 * 1024;

    // The lines go to the importer, never into a page.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task WriteAsync(PipeWriter writer, CancellationToken cancellationToken)
    {
        await using var rows = reader;
        await using var json = new Utf8JsonWriter(writer, _options);
        while (await reader.ReadAsync(cancellationToken))
        {
            json.Reset();
            json.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                if (!await reader.IsDBNullAsync(i, cancellationToken))
                {
                    json.WriteString(columns[i], await reader.GetFieldValueAsync<string>(i, cancellationToken));
                }
            }

            json.WriteEndObject();
            await json.FlushAsync(cancellationToken);
            writer.Write("\n"u8);
            if (writer.UnflushedBytes > FlushBytes && (await writer.FlushAsync(cancellationToken)).IsCompleted)
            {
                return;
            }
        }

        await writer.FlushAsync(cancellationToken);
    }
}
