/* SPDX-License-Identifier: Apache-2.0 */
package io.synchub.connect.localstack.notion;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A handle on a page, for edits as users make them. Safe to be used by several threads. */
public final class Page {
    private final Workspace workspace;
    private final UUID id;
    private final User editor;

    Page(Workspace workspace, UUID id) {
        this(workspace, id, workspace.owner);
    }

    private Page(Workspace workspace, UUID id, User editor) {
        this.workspace = workspace;
        this.id = id;
        this.editor = editor;
    }

    public UUID id() {
        return id;
    }

    /** The same page; edits made through it are this user's. */
    public Page as(User user) {
        return new Page(workspace, id, user);
    }

    /** Sets cells; those that are not named stay. */
    public Page update(Map<String, ?> cells) {
        return edit(draft -> cells.forEach((property, value) -> {
            SchemaEntry entry = draft.dataSource.require(property);
            draft.put(entry.slot, CellValues.kept(entry, value));
        }));
    }

    /** Sets one cell; null empties it. */
    public Page update(String property, Object value) {
        return edit(draft -> {
            SchemaEntry entry = draft.dataSource.require(property);
            draft.put(entry.slot, CellValues.kept(entry, value));
        });
    }

    public Page trash() {
        return edit(draft -> draft.set(PageState.IN_TRASH, true));
    }

    public Page restore() {
        return edit(draft -> draft.set(PageState.IN_TRASH, false));
    }

    public Page archive() {
        return edit(draft -> draft.set(PageState.ARCHIVED, true));
    }

    public Page unarchive() {
        return edit(draft -> draft.set(PageState.ARCHIVED, false));
    }

    public Page lock() {
        return edit(draft -> draft.set(PageState.LOCKED, true));
    }

    public Page unlock() {
        return edit(draft -> draft.set(PageState.LOCKED, false));
    }

    /** Cells go along where the other table has a column of that name and type. */
    public Page moveTo(DataSource other) {
        return edit(draft -> {
            Object[] cells = other.cells(Map.of());
            for (SchemaEntry entry : draft.dataSource.entries()) {
                SchemaEntry same = other.find(entry.name());
                if (same != null && same.type() == entry.type() && entry.slot < draft.cells.length) {
                    cells[same.slot] = CellValues.moved(same, draft.cells[entry.slot]);
                }
            }
            draft.cells = cells;
            draft.dataSource = other;
            draft.parent = null;
            draft.number = other.nextNumber();
        });
    }

    /** From then on the page cannot be found, and this handle is of no use. */
    public void deleteForEver() {
        workspace.delete(id);
    }

    /** Takes the integration's access to it away; no edit. */
    public Page unshare() {
        workspace.touch(id, draft -> draft.set(PageState.UNSHARED, true));
        return this;
    }

    public Page share() {
        workspace.touch(id, draft -> draft.set(PageState.UNSHARED, false));
        return this;
    }

    /** What stands on the page, in Markdown. */
    public Page body(String markdown) {
        return edit(draft -> draft.body = new Body(markdown, false, List.of()));
    }

    /** A body of which the API shows only the beginning. */
    public Page truncatedBody(String markdown, UUID... unknownBlocks) {
        return edit(draft -> draft.body = new Body(markdown, true, List.of(unknownBlocks)));
    }

    /** A row of the same table whose parent is this page, as wikis have them. */
    public Page createChild(Map<String, ?> cells) {
        PageState above = workspace.page(id);
        return new Page(workspace, workspace.createPage(above.dataSource, id, cells, workspace.clock.instant()));
    }

    private Page edit(Consumer<PageState.Draft> edit) {
        workspace.edit(id, editor, edit);
        return this;
    }
}
