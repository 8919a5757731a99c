import { useState, type ChangeEvent, type DragEvent, type ReactNode, type Ref } from 'react'

/** For an element on which files are dropped. */
export function useFileDrop(onFiles: (files: readonly File[]) => void): {
  /** Something is held over it. */
  isOver: boolean
  zone: Record<'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent) => void>
} {
  const [isOver, setOver] = useState(false)
  return {
    isOver,
    zone: {
      onDragOver(event) {
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event) {
        // Over a child of it is still over it.
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      },
      onDrop(event) {
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }
    }
  }
}

interface Props {
  ref: Ref<HTMLInputElement>
  isMany: boolean
  /** `.png,.pdf` */
  accept: string
  testId: string
  label: string
  onFiles: (files: readonly File[]) => void
}

/** The unseen field behind a button that asks for files; the same file can be chosen again. */
export function FileInput({ ref, isMany, accept, testId, label, onFiles }: Props): ReactNode {
  const take = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    // Clearing the field empties its own list.
    const files = [...(target.files ?? [])]
    target.value = ''
    onFiles(files)
  }
  return (
    <input
      ref={ref}
      type="file"
      hidden
      multiple={isMany}
      accept={accept}
      data-testid={testId}
      aria-label={label}
      onChange={take}
    />
  )
}
