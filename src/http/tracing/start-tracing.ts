import { diag, DiagLogLevel } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import type { SpanProcessor } from '@opentelemetry/sdk-trace-node'
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions'
import type { Log } from '../../log.ts'

/**
 * Writes the spans of this process, by default to the collector in the standard variables `OTEL_…`, over HTTP. The
 * result writes the remaining ones and stops.
 */
export function startTracing(
  log: Log,
  processor: SpanProcessor = new BatchSpanProcessor(new OTLPTraceExporter()),
): () => Promise<void> {
  const write = (message: string) => log.warn({ event: 'tracing', message })
  // a collector that does not respond must not go unnoticed
  diag.setLogger({ error: write, warn: write, info: write, debug: write, verbose: write }, DiagLogLevel.WARN)
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: 'plumbline' }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    spanProcessors: [processor],
  })
  provider.register()
  return () => provider.shutdown()
}
