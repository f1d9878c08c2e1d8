import { boxSize, type LineagePicture } from '../../catalog/lineage/lineage-picture.ts'
import { escapeHtml } from './escape-html.ts'

/** A picture of lineage as SVG, the same that the explorer draws. */
export function lineageSvg({ width, height, label, layers, boxes, lines }: LineagePicture): string {
  const parts = [
    ...lines.map((line) => `<path class="lineage-edge" d="${line}"/>`),
    ...layers.map(
      ({ text, x, y }) => `<text class="lineage-layer" x="${x}" y="${y}">${escapeHtml(text)}</text>`,
    ),
    ...boxes.map(
      ({ name, isOwn, x, y, label: { text, ...place } }) =>
        `<g><rect class="lineage-box${isOwn ? ' own' : ''}" x="${x}" y="${y}" width="${boxSize.width}" height="${boxSize.height}" rx="5"/>` +
        `<text class="lineage-name" x="${place.x}" y="${place.y}">${escapeHtml(text)}<title>${escapeHtml(name)}</title></text></g>`,
    ),
  ]
  const name = escapeHtml(label)
  return `<div class="lineage" tabindex="0" role="region" aria-label="Lineage"><svg width="${width}" height="${height}" role="img" aria-label="${name}">${parts.join('')}</svg></div>\n`
}
